import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/** Says where the client of a request is: an IPv4 address, or the first 64 bits of an IPv6 address. */
export type ReadClientAddress = (request: IncomingMessage) => string;

/**
 * Makes the function that says where clients are. With `header`, which a proxy before the gateway has to set, the last
 * address of that header counts: what stands before it, a client may have written. Without it, or where it holds no
 * address, it is the connection's. Of an IPv6 address the network counts, since one client has all of it.
 */
export function createClientAddressReader(header: string | undefined): ReadClientAddress {
  const name = header?.toLowerCase();
  return ({ headers, socket }) => {
    const said = name === undefined ? undefined : headers[name]?.toString();
    const last = said?.slice(said.lastIndexOf(',') + 1).trim() ?? '';
    return toNetwork(isIP(last) === 0 ? (socket.remoteAddress ?? '') : last);
  };
}

function toNetwork(address: string): string {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const between = new Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  const network = [...groups, ...(tail === undefined ? [] : between), ...after].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
