import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';

import { createClientAddressReader } from '../../../server/client-address.ts';

function read(
  header: string | undefined,
  remoteAddress: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): string {
  const request = { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
  return createClientAddressReader(header)(request);
}

describe("a client's address", () => {
  it('is not taken from a header that is not configured, nor from one that holds no address', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect(read(undefined, '10.0.0.1', headers)).toBe('10.0.0.1');
    expect(read('x-real-ip', '10.0.0.1', headers)).toBe('10.0.0.1');
    expect(read('x-forwarded-for', '10.0.0.1', { 'x-forwarded-for': 'unknown' })).toBe('10.0.0.1');
    expect(read(undefined, undefined)).toBe('');
  });

  it('is what the proxy wrote last, whatever a client has written before', () => {
    const headers = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2,203.0.113.9' };
    expect(read('X-Forwarded-For', '10.0.0.1', headers)).toBe('203.0.113.9');
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
  ])('is the network of %s', (address, expected) => {
    expect(read(undefined, address)).toBe(expected);
  });
});
