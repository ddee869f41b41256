import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import type { Envelope } from '../../../common/envelope/envelope.ts';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../../common/logger.ts';
import { projectRoot } from '../../../common/project-root.ts';
import { createGateway, type Gateway } from '../../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../../server/gateway-config.ts';
import {
  createEcKey,
  ISSUER,
  NOW,
  sign,
  startKeyServer,
  toClaims,
} from '../authenticate/issuer-on-socket.ts';

const key = createEcKey();
const root = { kid: 'test', secret: new Uint8Array(32).fill(7) };
const clock = createFrozenClock(NOW);
const NIKS = ['3671051705809001', '3671045708829002'];

/** What `population` was asked: whether it was for the caller's wards, and the envelope. */
const asked: { readonly forWards: boolean; readonly envelope: Envelope }[] = [];
let keyServer: Awaited<ReturnType<typeof startKeyServer>>;
let gateway: Gateway;

beforeAll(async () => {
  keyServer = await startKeyServer([key.jwk]);
  const audience = String(toClaims()['aud']);
  gateway = createGateway({
    supergraphSdl: readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'),
    config: gatewayConfigSchema.parse({
      authentication: { issuers: [{ issuer: ISSUER, jwksUri: keyServer.jwksUri, audience }] },
      guardianship: 'population',
      subgraphs: { population: { envelope: true } },
    }),
    envelopeRoot: root,
    createTransport: (subgraph) => {
      const open = createEnvelopeOpener({ subgraph, roots: [root], clock });
      return {
        async send({ headers, body }) {
          const forWards = body.includes('wardsOf');
          asked.push({ forWards, envelope: open(headers[ENVELOPE_HEADER], body) });
          const data = forWards ? { wardsOf: [] } : { me: null };
          return { status: 200, body: JSON.stringify({ data }) };
        },
        close: () => Promise.resolve(),
      };
    },
    production: false,
    clock,
    logger: silentLogger,
  });
  for (const nik of NIKS) {
    const context = { requestId: `operation of ${nik}`, signal: new AbortController().signal };
    await gateway.handle(toRequest(nik), context);
  }
});
afterAll(async () => {
  await gateway.close();
  await keyServer.stop();
});

function toRequest(nik: string) {
  const claims = toClaims({ sub: nik, scope: 'self:read', nik, home_regions: ['36.71'] });
  return {
    method: 'POST',
    query: '{ me { name } }',
    operationName: null,
    variables: {},
    extensions: {},
    mediaType: 'application/json',
    language: 'en',
    authorization: `Bearer ${sign(key, claims)}`,
    purpose: null,
    caseReference: null,
    explain: null,
    overrides: null,
  } as const;
}

it('asks for wards under a request id of its own, since a system counts what one operation asks by it', () => {
  const ids = (forWards: boolean) =>
    asked.filter((each) => each.forWards === forWards).map(({ envelope }) => envelope.requestId);
  expect(ids(false)).toEqual(NIKS.map((nik) => `operation of ${nik}`));
  expect(ids(true)).toHaveLength(2);
  expect(new Set([...ids(true), ...ids(false)]).size).toBe(4);
});

it('asks for wards on behalf of the caller alone, for his own access', () => {
  const ofWards = asked.filter(({ forWards }) => forWards).map(({ envelope }) => envelope);
  expect(ofWards.map(({ onBehalfOf }) => onBehalfOf)).toEqual(
    NIKS.map((nik) => [{ nik, relation: 'SELF' }]),
  );
  expect(ofWards.map(({ purpose }) => purpose)).toEqual(['SUBJECT_ACCESS', 'SUBJECT_ACCESS']);
});
