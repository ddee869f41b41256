import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SqlDialect } from '../../common/binding.ts';
import { createFrozenClock } from '../../common/clock.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import { fillSiak } from '../../simulators/siak/fill-siak.ts';
import { fillSimda } from '../../simulators/simda/fill-simda.ts';
import { dropDatabase } from '../../simulators/sql/simulated-database.ts';
import { createFinanceConnectors } from '../../subgraphs/finance/finance-connectors.ts';
import { createFinanceSubgraph } from '../../subgraphs/finance/create-finance-subgraph.ts';
import { createPopulationConnectors } from '../../subgraphs/population/population-connectors.ts';
import { createPopulationSubgraph } from '../../subgraphs/population/create-population-subgraph.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { describeFaults, type Way } from './describe-faults.ts';
import {
  askEntities,
  askSubgraph,
  bind,
  bindingsOf,
  createParts,
  type Rig,
  type RigAnswer,
} from './rig.ts';
import type { Fault } from './faults.ts';
import { beginTls, meddlings, sqlFaults } from './sql-faults.ts';

const NOW = '2026-09-21T03:00:00.000Z';
const province = createProvince({ asOf: NOW, residents: 60 });
const clock = createFrozenClock(NOW);
const FAULTY = '36.71';
const OTHER = '36.03';
const worldOf = (code: string) => province.regencies.get(code)!;
const nikOf = (code: string) => worldOf(code).households[0]!.members[0]!.nik;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jawara-matrix-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The fault matrix of `siak` and `simda` on a server; without one (`adminUrl` undefined) it is skipped. */
export function describeSql(
  dialect: SqlDialect,
  name: 'PostgreSQL' | 'MariaDB',
  adminUrl: string | undefined,
): void {
  if (adminUrl === undefined) {
    // `serviceUrl` has said so.
    describe.skip(`SQL adapters on ${name}`, () => {
      it('needs a server', () => undefined);
    });
    return;
  }
  const run = `jawara_matrix_${process.pid}_${dialect.slice(0, 2)}`;
  const urls = new Map<string, string>();
  const targets = ['siak', 'simda'].flatMap((system) =>
    [FAULTY, OTHER].map((code) => ({
      ...{ system, code, dialect, adminUrl },
      databaseName: `${run}_${system}_${code.replace('.', '')}`,
    })),
  );

  describe(`SQL adapters on ${name}`, () => {
    beforeAll(async () => {
      for (const { system, code, ...target } of targets) {
        const fill = system === 'siak' ? fillSiak : fillSimda;
        urls.set(`${system} ${code}`, await fill(worldOf(code), target));
      }
    });
    afterAll(async () => {
      for (const target of targets) await dropDatabase(target);
    });

    const common = {
      clock,
      region: FAULTY,
      peer: () => new URL(adminUrl),
      behaviourOf: (fault: Fault) => sqlFaults(dialect)[fault],
      meddlingOf: (fault: Fault) => meddlings[fault],
      endTls: (certificate: Parameters<typeof beginTls>[1]) => beginTls(dialect, certificate),
    };
    describeFaults({
      ...common,
      adapter: `siak on ${name}`,
      path: ['faulty'],
      open: (way) => openSiak(dialect, urls, way),
    });
    describeFaults({
      ...common,
      adapter: `simda on ${name}`,
      path: ['_entities', 0, 'finance'],
      open: (way) => openSimda(dialect, urls, way),
    });
    describePool(dialect, new URL(adminUrl), urls);
  });
}

/** More calls in a row than the pool has connections. */
const CALLS = 3;

function describePool(
  dialect: SqlDialect,
  { hostname: host, port }: URL,
  urls: ReadonlyMap<string, string>,
): void {
  describe('the pool', () => {
    let proxy: TcpProxy;
    let rig: Rig;
    afterEach(async () => {
      await rig.stop();
      await proxy.stop();
    });

    it.each([
      ['from the beginning', 0],
      ['after one reply', 1],
      ['after two replies', 2],
    ])(
      'is whole again after servers that went silent %s, which kept the connections open',
      async (_when, replies) => {
        proxy = await startTcpProxy({ host, port: Number(port) });
        const seen = new Map<unknown, number>();
        proxy.meddle((_chunk, client) => {
          const before = seen.get(client) ?? 0;
          seen.set(client, before + 1);
          return before < replies ? 'PASS' : 'KEEP';
        });
        rig = await openSiak(dialect, urls, { port: proxy.port, tls: undefined, clock });
        for (let call = 0; call < CALLS; call += 1) {
          const { errors } = await rig.ask();
          expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_TIMEOUT' } }]);
        }
        // What is in use stays silent; what is opened from now on is served.
        proxy.meddle((_chunk, client) => (seen.has(client) ? 'KEEP' : 'PASS'));
        let answer: RigAnswer = await rig.ask();
        for (let again = 0; again < 4 && answer.errors !== undefined; again += 1) {
          answer = await rig.ask();
        }
        expect(answer.errors).toBeUndefined();
      },
    );
  });
}

async function toUrl(dialect: SqlDialect, direct: string, { port, tls }: Way): Promise<string> {
  const url = new URL(direct);
  url.host = `127.0.0.1:${port}`;
  if (tls === undefined) return url.href;
  const file = join(folder, 'authority.pem');
  await writeFile(file, tls);
  const settings =
    dialect === 'postgresql'
      ? { sslmode: 'verify-full', sslrootcert: file }
      : { 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': file };
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
  return url.href;
}

async function bindBoth(
  system: 'siak' | 'simda',
  dialect: SqlDialect,
  urls: ReadonlyMap<string, string>,
  way: Way,
) {
  const urlOf = (code: string) => urls.get(`${system} ${code}`)!;
  const one = await toUrl(dialect, urlOf(FAULTY), way);
  return [
    bind(system, worldOf(FAULTY), { kind: 'sql', dialect, url: one }),
    bind(system, worldOf(OTHER), { kind: 'sql', dialect, url: urlOf(OTHER) }),
  ] as const;
}

async function openSiak(
  dialect: SqlDialect,
  urls: ReadonlyMap<string, string>,
  way: Way,
): Promise<Rig> {
  const { calls, forget, connectors, options } = createParts(way.clock);
  const subgraph = createPopulationSubgraph({
    ...options,
    bindings: bindingsOf('Resident', ...(await bindBoth('siak', dialect, urls, way))),
    connectors: createPopulationConnectors(connectors),
  });
  const query = `query ($one: Nik!, $other: Nik!) {
    faulty: resident(nik: $one, regionCode: "${FAULTY}") { name birthDate provenance { state } }
    rest: resident(nik: $other, regionCode: "${OTHER}") { name birthDate provenance { state } }
  }`;
  const variables = { one: nikOf(FAULTY), other: nikOf(OTHER) };
  return {
    calls,
    forget,
    ask: () => askSubgraph(subgraph, way.clock, [FAULTY, OTHER], query, variables),
    stop: () => subgraph.stop(),
  };
}

async function openSimda(
  dialect: SqlDialect,
  urls: ReadonlyMap<string, string>,
  way: Way,
): Promise<Rig> {
  const { calls, forget, connectors, options } = createParts(way.clock);
  const subgraph = createFinanceSubgraph({
    ...options,
    bindings: bindingsOf('Budget', ...(await bindBoth('simda', dialect, urls, way))),
    connectors: createFinanceConnectors(connectors),
  });
  const regions = [FAULTY, OTHER].map((code) => ({ __typename: 'Region', code }));
  const fields = '... on Region { finance { fiscalYear stage budget provenance { state } } }';
  return {
    calls,
    forget,
    ask: () => askEntities(subgraph, way.clock, [], regions, fields),
    stop: () => subgraph.stop(),
  };
}
