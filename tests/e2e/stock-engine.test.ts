import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { systemClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import { projectRoot } from '../../common/project-root.ts';
import { composeSupergraph } from '../../federation/compose.ts';
import type { EngineName } from '../../server/engine.ts';
import {
  startStandaloneGateway,
  type StandaloneGateway,
} from '../../server/start-standalone-gateway.ts';
import {
  startHttpSubgraph,
  type HttpSubgraph,
  type SubgraphQuestion,
} from '../support/http-subgraph.ts';
import { askEndpoint } from '../support/jawara.ts';
import { killPrograms, runProgram } from '../support/run-program.ts';

const ENGINES: readonly EngineName[] = ['jawara', 'stock'];

// `copies` is nullable in the graph and not in `shelf`: there it cannot stand beside `reels` under one name, so the planner
// renames it in what it asks of `shelf`.
const SHELF = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@shareable"])
type Query { shelf: [Item!]! secret: String @authenticated }
union Item = Book | Film
type Book @key(fields: "id") { id: ID! copies: Int! @shareable }
type Film @key(fields: "id") { id: ID! reels: Int }`;

const STARS = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
type Book @key(fields: "id") { id: ID! copies: Int @shareable stars: Int }`;

const folder = mkdtempSync(join(tmpdir(), 'jawara-stock-'));
const supergraphFile = join(folder, 'supergraph.graphql');
const asked: SubgraphQuestion[] = [];
let subgraphs: readonly HttpSubgraph[];
const gateways = new Map<EngineName, StandaloneGateway>();
beforeAll(async () => {
  const sources = { shelf: SHELF, stars: STARS };
  subgraphs = await Promise.all([
    startHttpSubgraph({
      name: 'shelf',
      typeDefs: parse(SHELF),
      resolvers: {
        Query: {
          shelf: () => [
            { __typename: 'Book', id: 'a', copies: 3 },
            { __typename: 'Film', id: 'b', reels: 0 },
          ],
          secret: () => 'open',
        },
      },
      asked,
    }),
    startHttpSubgraph({
      name: 'stars',
      typeDefs: parse(STARS),
      resolvers: { Book: { stars: () => 5 } },
      asked,
    }),
  ]);
  const composed = composeSupergraph(
    subgraphs.map(({ name, url }) => ({
      name,
      url,
      typeDefs: parse(sources[name as keyof typeof sources]),
    })),
  );
  if (!composed.ok) throw new Error('the two schemas compose');
  writeFileSync(supergraphFile, composed.supergraphSdl);
  for (const engine of ENGINES) {
    const gateway = await startStandaloneGateway({
      supergraphFile,
      configFile: undefined,
      port: 0,
      engine,
      environment: {},
      clock: systemClock,
      logger: silentLogger,
    });
    gateways.set(engine, gateway);
  }
});
afterAll(async () => {
  killPrograms();
  await Promise.all([...gateways.values()].map((gateway) => gateway.stop()));
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const askBoth = async (query: string, variables = {}) => {
  const [ours, stock] = await Promise.all(
    ENGINES.map((engine) => askEndpoint(gateways.get(engine)!.endpoint, { query, variables })),
  );
  return { ours: ours!, stock: stock! };
};

describe('--engine stock', () => {
  it('answers what is denied as our engine does, and asks no subgraph for it', async () => {
    asked.length = 0;
    const { ours, stock } = await askBoth('{ secret shelf { ... on Book { stars } } }');
    expect(stock.data).toEqual({ secret: null, shelf: [{ stars: 5 }, {}] });
    expect(stock.data).toEqual(ours.data);
    expect(stock.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['secret'], 'UNAUTHENTICATED'],
    ]);
    expect(asked.filter(({ query }) => query.includes('secret'))).toEqual([]);
  });

  it('shows a fault that is stock’s: a falsy value is lost where it is renamed', async () => {
    const { ours, stock } = await askBoth(
      '{ shelf { ... on Book { v: copies } ... on Film { v: reels } } }',
    );
    expect(ours.data).toEqual({ shelf: [{ v: 3 }, { v: 0 }] });
    expect(stock.data).toEqual({ shelf: [{ v: 3 }, { v: null }] });
  });

  it('answers by the client’s aliases, conditions and types', async () => {
    const query = `query ($no: Boolean!) {
      again: shelf { kind: __typename ... on Book { id: stars copies @include(if: $no) } }
      __schema { queryType { name } }
    }`;
    const { ours, stock } = await askBoth(query, { no: false });
    expect(stock.data).toEqual({
      again: [{ kind: 'Book', id: 5 }, { kind: 'Film' }],
      __schema: { queryType: { name: 'Query' } },
    });
    expect(stock.data).toEqual(ours.data);
  });

  it('answers with what arrived where a subgraph cannot be reached', async () => {
    await subgraphs[1]!.stop();
    const { stock } = await askBoth('{ shelf { ... on Book { copies stars } } }');
    expect(stock.data).toEqual({ shelf: [{ copies: 3, stars: null }, {}] });
    expect(stock.errors.map(({ extensions }) => extensions['code'])).toEqual([
      'DOWNSTREAM_SERVICE_ERROR',
    ]);
  });

  it('is a choice of npm run gateway, and no other name is', async () => {
    const parameters = ['--supergraph', supergraphFile, '--port', '0', '--engine'];
    const wrong = runProgram('gateway', [...parameters, 'other']);
    expect(await wrong.ended()).toBe(1);
    expect(wrong.stderr()).toContain('Allowed choices are jawara, stock');
    const program = runProgram('gateway', [...parameters, 'stock']);
    const [, endpoint = ''] = await program.until(/The gateway answers at (\S+)/);
    const query = '{ shelf { ... on Book { v: copies } ... on Film { v: reels } } }';
    expect((await askEndpoint(endpoint, { query })).data).toEqual({
      shelf: [{ v: 3 }, { v: null }],
    });
    program.signal('SIGINT');
    expect(await program.ended()).toBe(0);
  });
});

describe("without --engine stock, @apollo/gateway's code", () => {
  it.each([
    ['stock', true],
    ['jawara', false],
  ])('with %s is loaded: %s', (engine, loaded) => {
    const script = `
      const { loadEngine } = await import('./server/engine.ts');
      await import('./server/start-standalone-gateway.ts');
      await loadEngine('${engine}');
      const { createRequire } = await import('node:module');
      const files = Object.keys(createRequire(process.cwd() + '/').cache);
      console.log(files.some((file) => file.includes('@apollo/gateway/')), process.env.APOLLO_TELEMETRY_DISABLED);`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      {
        cwd: projectRoot,
        env: { ...process.env, NODE_OPTIONS: '', APOLLO_TELEMETRY_DISABLED: undefined },
        encoding: 'utf8',
        timeout: 30_000,
      },
    );
    expect(stdout + stderr).toBe(loaded ? 'true true\n' : 'false undefined\n');
  });
});
