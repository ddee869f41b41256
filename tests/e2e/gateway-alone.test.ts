import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { systemClock } from '../../common/clock.ts';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../common/logger.ts';
import { composeSupergraph } from '../../federation/compose.ts';
import {
  startStandaloneGateway,
  type StandaloneGateway,
} from '../../server/start-standalone-gateway.ts';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '../../simulators/identity/start-identity-provider.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import {
  startHttpSubgraph,
  type HttpSubgraph,
  type SubgraphQuestion,
} from '../support/http-subgraph.ts';
import { askEndpoint, createTokenFetcher } from '../support/jawara.ts';
import { killPrograms, runProgram } from '../support/run-program.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])';

const PRODUCTS = `${LINK}
type Query { products: [Product!]! secret: String @authenticated payments: String @requiresScopes(scopes: [["payments:read"]]) }
type Product @key(fields: "id") { id: ID! name: String! }`;

const REVIEWS = `${LINK}
type Product @key(fields: "id") { id: ID! stars: Int }`;

const ROOT = Buffer.alloc(32, 36).toString('base64url');

const asked: SubgraphQuestion[] = [];
const folder = mkdtempSync(join(tmpdir(), 'jawara-gateway-'));
const supergraphFile = join(folder, 'supergraph.graphql');
let subgraphs: readonly HttpSubgraph[];
let identity: IdentityProvider;
const running: StandaloneGateway[] = [];

beforeAll(async () => {
  subgraphs = await Promise.all([
    startHttpSubgraph({
      name: 'products',
      typeDefs: parse(PRODUCTS),
      resolvers: {
        Query: {
          products: () => [{ id: '1', name: 'Kopi' }],
          secret: () => 'open',
          payments: () => 'paid',
        },
      },
      asked,
    }),
    startHttpSubgraph({
      name: 'reviews',
      typeDefs: parse(REVIEWS),
      resolvers: {
        Product: { __resolveReference: ({ id }: { id: string }) => ({ id }), stars: () => 5 },
      },
      asked,
    }),
  ]);
  const [products, reviews] = subgraphs;
  const composed = composeSupergraph([
    { name: 'products', url: products!.url, typeDefs: parse(PRODUCTS) },
    // The address that counts is the configuration's.
    { name: 'reviews', url: 'http://127.0.0.1:1/graphql', typeDefs: parse(REVIEWS) },
  ]);
  if (!composed.ok) throw new Error('the two schemas compose');
  writeFileSync(supergraphFile, composed.supergraphSdl);
  const province = createProvince({ seed: 1, residents: 400, asOf: new Date().toISOString() });
  identity = await startIdentityProvider({
    port: 0,
    province,
    clock: systemClock,
    logger: silentLogger,
    allowedOrigins: [],
  });
  reviewsUrl = reviews!.url;
});
let reviewsUrl = '';
afterAll(async () => {
  killPrograms();
  await Promise.all(running.map((gateway) => gateway.stop()));
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await identity.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
});

let files = 0;
function writeConfig(lines: readonly string[]): string {
  const file = join(folder, `gateway-${(files += 1)}.yml`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

async function start(
  config: readonly string[] | undefined,
  environment: Record<string, string> = {},
): Promise<string> {
  const gateway = await startStandaloneGateway({
    supergraphFile,
    configFile: config === undefined ? undefined : writeConfig(config),
    port: 0,
    environment,
    clock: systemClock,
    logger: silentLogger,
  });
  running.push(gateway);
  return gateway.endpoint;
}

const reviewsAt = () => ['subgraphs:', '  reviews:', `    url: ${reviewsUrl}`];
const authentication = () => [
  'authentication:',
  '  issuers:',
  `    - issuer: ${identity.issuer}`,
  `      jwksUri: ${identity.jwksUri}`,
  `      audience: ${identity.audience}`,
];
const QUERY = '{ products { id name stars } secret payments }';

describe('the gateway alone, without a configuration', () => {
  it('takes every caller for anonymous, also one who shows a token, and sends no envelope', async () => {
    const endpoint = await start(undefined);
    for (const token of [undefined, await createTokenFetcher(identity.issuer)('keuangan-3671')]) {
      asked.length = 0;
      const answer = await askEndpoint(
        endpoint,
        { query: '{ products { id name } secret }' },
        token,
      );
      expect(answer.data).toEqual({ products: [{ id: '1', name: 'Kopi' }], secret: null });
      expect(answer.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
        [['secret'], 'UNAUTHENTICATED'],
      ]);
      expect(asked).toHaveLength(1);
      expect(asked[0]?.query).not.toContain('secret');
      expect(asked[0]?.headers[ENVELOPE_HEADER]).toBeUndefined();
      expect(asked[0]?.headers['authorization']).toBeUndefined();
    }
  });

  it('costs a subgraph that cannot be reached its own fields', async () => {
    const answer = await askEndpoint(await start(undefined), {
      query: '{ products { name stars } }',
    });
    expect(answer.data).toEqual({ products: [{ name: 'Kopi', stars: null }] });
    expect(answer.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['products', 0, 'stars'], 'DOWNSTREAM_SERVICE_ERROR'],
    ]);
  });
});

describe('the gateway alone, with an issuer', () => {
  it('decides by the token, asks a subgraph where the configuration says, and sends no envelope', async () => {
    const endpoint = await start([...authentication(), ...reviewsAt()]);
    const token = createTokenFetcher(identity.issuer);
    const officer = await askEndpoint(endpoint, { query: QUERY }, await token('keuangan-3671'));
    expect(officer.errors).toEqual([]);
    expect(officer.data).toEqual({
      products: [{ id: '1', name: 'Kopi', stars: 5 }],
      secret: 'open',
      payments: 'paid',
    });
    const citizen = await askEndpoint(endpoint, { query: QUERY }, await token('warga'));
    expect(citizen.data).toMatchObject({ secret: 'open', payments: null });
    for (const { headers } of asked) {
      expect(headers[ENVELOPE_HEADER]).toBeUndefined();
      expect(headers['authorization']).toBeUndefined();
    }
  });

  it('sends a signed envelope to the one subgraph that is configured to get it', async () => {
    const endpoint = await start(
      [
        ...authentication(),
        'envelopes:',
        '  kid: first',
        '  root: ${ENVELOPE_ROOT}',
        ...reviewsAt(),
        '    envelope: true',
      ],
      { ENVELOPE_ROOT: ROOT },
    );
    const token = await createTokenFetcher(identity.issuer)('keuangan-3671');
    const answer = await askEndpoint(endpoint, { query: QUERY }, token);
    expect(answer.errors).toEqual([]);
    const to = (name: string) => asked.filter(({ subgraph }) => subgraph === name);
    expect(to('products').map(({ headers }) => headers[ENVELOPE_HEADER])).toEqual([undefined]);
    const open = createEnvelopeOpener({
      subgraph: 'reviews',
      roots: [{ kid: 'first', secret: Buffer.from(ROOT, 'base64url') }],
      clock: systemClock,
    });
    const [question] = to('reviews');
    expect(
      open(question?.headers[ENVELOPE_HEADER]?.toString(), question?.body ?? ''),
    ).toMatchObject({
      subgraph: 'reviews',
      actor: `person:${identity.issuer}#development-keuangan-3671`,
      regions: ['36.71'],
      institution: 'bpkd-3671',
    });
  });

  it('refuses keys of the development provider in production', async () => {
    const config = [...authentication(), ...reviewsAt()];
    const endpoint = await start(config, { NODE_ENV: 'production' });
    const token = await createTokenFetcher(identity.issuer)('keuangan-3671');
    const answer = await askEndpoint(endpoint, { query: QUERY }, token);
    expect(answer.status).toBe(401);
    expect(answer.errors.map(({ message }) => message)).toEqual([
      'A valid bearer token is required: the token is signed with a development key',
    ]);
    expect(asked).toEqual([]);
  });
});

describe('a configuration with faults', () => {
  it('is told all of them at once, with their lines', async () => {
    const config = ['listen:', '  prot: 4000', 'deadlineMs: soon', 'subgraph: {}'];
    await expect(start(config)).rejects.toThrow(
      /gateway-\d+\.yml:2[\s\S]*port[\s\S]*gateway-\d+\.yml:3[\s\S]*gateway-\d+\.yml:4[\s\S]*subgraphs/,
    );
  });

  it('is refused where it names a subgraph that the supergraph has not', async () => {
    const config = ['subgraphs:', '  review:', '    envelope: false'];
    await expect(start(config)).rejects.toThrow(
      'The configuration names a subgraph "review"; the supergraph has products, reviews.',
    );
  });
});

describe('npm run gateway', () => {
  it('answers with any supergraph, and ends on Ctrl-C', async () => {
    const program = runProgram('gateway', ['--supergraph', supergraphFile, '--port', '0']);
    const [, endpoint = ''] = await program.until(/The gateway answers at (\S+)/);
    const answer = await askEndpoint(endpoint, { query: '{ products { name } }' });
    expect(answer.data).toEqual({ products: [{ name: 'Kopi' }] });
    program.signal('SIGINT');
    expect(await program.ended()).toBe(0);
    expect(
      program
        .stderr()
        .split('\n')
        .filter((line) => !line.includes('"msg":"request"')),
    ).toEqual(['']);
  });

  it('says in one sentence that there is no such supergraph', async () => {
    const program = runProgram('gateway', [
      '--supergraph',
      join(folder, 'none.graphql'),
      '--port',
      '0',
    ]);
    expect(await program.ended()).toBe(1);
    expect(program.stdout()).toBe('');
    expect(program.stderr().trim().split('\n')).toHaveLength(1);
    expect(program.stderr()).toContain('none.graphql');
  });
});
