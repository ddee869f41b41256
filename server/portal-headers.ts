/**
 * The headers of everything that the portal serves: its page may run its own scripts and speak to the gateway and the
 * token issuer, and to nobody else. Workers take the policy of the file they are loaded from, so files carry it too.
 *
 * Styles alone may be inline: Monaco, GraphiQL's editor, writes style elements and attributes as it measures text.
 *
 * @param issuerOrigin - scheme, host and port of the token endpoint; undefined where there is none
 */
export function portalHeaders(issuerOrigin: string | undefined): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...(issuerOrigin === undefined ? [] : [toOrigin(issuerOrigin)])].join(
      ' ',
    ),
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** Nothing but an origin reaches the policy, whatever the configuration says. @throws TypeError where it is no URL */
function toOrigin(url: string): string {
  return new URL(url).origin;
}
