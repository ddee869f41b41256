import { jest } from '@jest/globals';
import tls from 'node:tls';

/**
 * Makes outgoing TLS trust one more authority until mocks are restored: HTTP bindings name none, and Node reads
 * NODE_EXTRA_CA_CERTS at start only.
 */
export function trust(authority: string): void {
  const create = tls.createSecureContext.bind(tls);
  jest
    .spyOn(tls, 'createSecureContext')
    .mockImplementation((options = {}) => create({ ...options, ca: [authority] }));
}
