/** What the simulator answers with. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const type = { 'content-type': 'application/json' };
  return { status, headers: { ...type, ...headers }, text: JSON.stringify(body) };
}

/** SPLP's gateway (an older WSO2) speaks XML where it refuses a token, whatever the client accepts. */
export function tokenFault(): Reply {
  return {
    status: 401,
    headers: {
      'content-type': 'application/xml; charset=UTF-8',
      'www-authenticate': 'OAuth2 realm="WSO2 API Manager"',
    },
    text:
      '<ams:fault xmlns:ams="http://wso2.org/apimanager/security"><ams:code>900901</ams:code>' +
      '<ams:message>Invalid Credentials</ams:message>' +
      '<ams:description>Access failure. Make sure you have provided the correct security credentials</ams:description></ams:fault>',
  };
}

export function throttled(retryAfterS: number | null): Reply {
  return jsonReply(
    429,
    { fault: { code: 900_802, message: 'Message throttled out' } },
    retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) },
  );
}
