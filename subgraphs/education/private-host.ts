import { BlockList, isIP } from 'node:net';

/** Link-local addresses (RFC 3927, RFC 4291): of no network that a school's server stands in. */
const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4');
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

const PRIVATE_IPV4 = [/^10\./, /^127\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./];
/** Names that no public name server answers for (RFC 6761, RFC 6762, RFC 8375), and the usual ones of local networks. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|lan|internal|intranet|home\.arpa)$/i;

/**
 * Whether a token may be sent to this base URL: in clear text to private addresses and names only, over TLS to any that is
 * not link-local (where clouds keep their metadata). A school's server stands in the school's own network; an entry that
 * leads elsewhere is a mistake or a theft.
 */
export function mayHoldToken(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (LINK_LOCAL.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')) return false;
  if (protocol === 'https:') return true;
  return protocol === 'http:' && isPrivateHost(host);
}

function isPrivateHost(host: string): boolean {
  switch (isIP(host)) {
    case 4:
      return PRIVATE_IPV4.some((range) => range.test(host));
    case 6:
      return host === '::1' || /^f[cd]/i.test(host);
    default:
      return !host.includes('.') || PRIVATE_NAMES.test(host);
  }
}
