import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { adviseOn } from '../../../cli/doctor-advice.ts';
import type { Connection } from '../../../common/binding.ts';
import { systemClock } from '../../../common/clock.ts';
import { createSystemAccess } from '../../../server/open-system.ts';
import { bindingOf } from '../connectors/support/sources.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers with a status and a body, and notes what it was sent as authorization. */
async function serve(status: number, body: string) {
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens };
}

const probe = (connection: Connection) =>
  createSystemAccess(systemClock, null).probe(bindingOf(connection));

const server = (code: string, baseUrl: string) => ({ code, baseUrl, token: 'marker' });
const DEAD = 'http://127.0.0.1:1';

describe('the probe of a fleet', () => {
  it('does not reach one whose servers are all silent', async () => {
    expect(await probe({ kind: 'fleet', servers: [server('1', DEAD)] })).toEqual({
      reachable: false,
      credentials: 'UNKNOWN',
      detail: '0 of 1 servers answer. Silent: 1.',
    });
  });

  it('names the servers that are silent, and sends no token', async () => {
    const alive = await serve(200, '{}');
    const servers = [server('20600001', alive.url), server('20600002', DEAD)];
    expect(await probe({ kind: 'fleet', servers })).toMatchObject({
      reachable: true,
      detail: '1 of 2 servers answer. Silent: 20600002.',
    });
    expect(alive.tokens).toEqual([undefined]);
  });
});

describe('the probe of a service with client credentials', () => {
  const connection = (baseUrl: string, tokenUrl: string) =>
    ({ kind: 'oauth2', baseUrl, tokenUrl, clientId: 'id', clientSecret: 'marker' }) as const;

  it('tells refused credentials from taken ones', async () => {
    const service = await serve(404, '');
    const refusing = await serve(401, '{"error":"marker"}');
    const refused = await probe(connection(service.url, `${refusing.url}/token`));
    expect(refused).toMatchObject({ reachable: true, credentials: 'REJECTED' });
    expect(JSON.stringify(refused)).not.toContain('marker');
    const granting = await serve(200, '{"access_token":"t","expires_in":60}');
    expect(await probe(connection(service.url, `${granting.url}/token`))).toMatchObject({
      credentials: 'ACCEPTED',
    });
  });
});

describe('the advice', () => {
  it('asks for a test NIK only where a person can be asked for', () => {
    const rest = bindingOf({ kind: 'rest', baseUrl: DEAD, apiKey: 'k' }, {}, { adapter: 'yankes' });
    expect(adviseOn('CREDENTIALS_NOT_TRIED', rest, 'en')).not.toContain('NIK');
    const dukcapil = { ...rest, adapter: 'dukcapil' } as const;
    expect(adviseOn('CREDENTIALS_NOT_TRIED', dukcapil, 'id')).toContain('NIK uji');
  });
});
