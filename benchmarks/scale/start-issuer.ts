import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jsonwebtoken from 'jsonwebtoken';
import type { Teardown } from '../../server/teardown.ts';

export interface Issuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  /** An access token (RFC 9068) that is good for an hour. */
  readonly sign: (claims: Readonly<Record<string, unknown>>) => string;
}

const KID = 'scale';
const AUDIENCE = 'jawara-scale';

/** Issues tokens by a key of its own, so that every request is authenticated as in operation. */
export async function startIssuer(teardown: Teardown): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' }];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  teardown.add(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    audience: AUDIENCE,
    sign: (claims) =>
      jsonwebtoken.sign({ client_id: 'scale', ...claims }, privateKey, {
        algorithm: 'RS256',
        expiresIn: '1h',
        issuer,
        audience: AUDIENCE,
        header: { alg: 'RS256', kid: KID, typ: 'at+jwt' },
      }),
  };
}
