import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import type { ObservedCall } from '../../../connectors/connector.ts';
import { createPopulationSubgraph } from '../../../subgraphs/population/create-population-subgraph.ts';
import type { DroppedRow } from '../../../subgraphs/population/dropped-row.ts';
import { createPopulationConnectors } from '../../../subgraphs/population/population-connectors.ts';
import type { Subgraph } from '../../../subgraphs/shared/subgraph.ts';
import { serviceUrl } from '../../support/services.ts';
import { testRoot } from '../common/an-envelope.ts';
import { ask, callers } from './support/a-population.ts';
import { aBinding, bindingsOf, NOW } from './support/bindings.ts';
import { readTranscripts, replay, type ReplayServer } from './support/dukcapil-server.ts';
import { createSiakFixture, type SiakFixture } from './support/siak-fixture.ts';

const NIKS = Array.from({ length: 500 }, (_, i) => `3671010101${String(100_001 + i)}`);
const WOMAN = '3673015703850002';

const server = await serviceUrl('postgres');
const describeIt = server === undefined ? describe.skip : describe;

describeIt('the population subgraph before real servers', () => {
  const calls: ObservedCall[] = [];
  const dropped: DroppedRow[] = [];
  let siak: SiakFixture;
  let dukcapil: ReplayServer;
  let subgraph: Subgraph;

  beforeAll(async () => {
    siak = await createSiakFixture('postgresql', server ?? '', [
      ...NIKS.map((NIK, i) => ({
        NIK,
        NO_KK: `36710101011${String(10_000 + (i >> 2))}`,
        NO_KAB: 71,
        STAT_HBKEL: (i % 4) + 1,
      })),
      { NIK: '3602010101800001', NO_KAB: 2 },
    ]);
    dukcapil = await replay(readTranscripts());
    const register = aBinding('siak', '36.71', {
      kind: 'sql',
      dialect: 'postgresql',
      url: siak.url,
    });
    const service = aBinding('dukcapil', '36.73', {
      kind: 'http',
      baseUrl: `${dukcapil.origin}/dukcapil/get_json/36-73/opd`,
      credentials: {
        default: {
          userId: 'simulator-opd-3673',
          password: 'simulator-sandi-opd-3673',
          clientIp: '10.36.73.10',
        },
      },
    });
    const clock = createFrozenClock(NOW);
    subgraph = createPopulationSubgraph({
      envelopeRoots: [testRoot],
      clock,
      logger: silentLogger,
      cursorSecret: new Uint8Array(32),
      bindings: bindingsOf({
        '36.71': { Resident: register, Family: register, PopulationStatistics: register },
        '36.73': { Resident: service },
      }),
      connectors: createPopulationConnectors({
        clock,
        logger: silentLogger,
        observe: (call) => calls.push(call),
      }),
      cache: createMemoryCacheStore(),
      onDroppedRow: (row) => dropped.push(row),
    });
  });
  afterAll(async () => {
    await subgraph.stop();
    await dukcapil.stop();
    await siak.drop();
  });

  it('drops another region’s row that the register holds, and counts it without a secret', async () => {
    const query = '{ resident(nik: "3602010101800001") { nik } }';
    const answer = await ask(subgraph, callers.officer('36.71'), query);
    expect(answer).toEqual({ data: { resident: null } });
    expect(dropped).toEqual([{ system: 'siak', regionCode: '36.71' }]);
  });

  it('asks once for 500 residents and once for their 125 families', async () => {
    calls.length = 0;
    const answer = await ask(
      subgraph,
      callers.officer('36.71'),
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Resident { nik family { members { nikMasked } } } } }',
      { of: NIKS.map((nik) => ({ __typename: 'Resident', nik })) },
    );
    expect(answer.errors).toBeUndefined();
    const residents = answer.data?.['_entities'] as {
      nik: string;
      family: { members: readonly unknown[] };
    }[];
    expect(residents.map(({ nik }) => nik)).toEqual(NIKS);
    expect(residents.every(({ family }) => family.members.length === 4)).toBe(true);
    expect(calls.map(({ method, keys, outcome }) => `${method} ${keys} ${outcome}`)).toEqual([
      'residentsByNik 500 ok',
      'familiesByNoKk 125 ok',
    ]);
  });

  it('asks the service of a regency that has no register of its own', async () => {
    calls.length = 0;
    const query = `{ resident(nik: "${WOMAN}", regionCode: "36.73") { name provenance { system } }
      verifyResident(nik: "${WOMAN}", regionCode: "36.73", elements: { name: "SITI RAHAJU CONTOH", birthDate: "1985-03-17", sex: MALE }) { name birthDate sex noKk } }`;
    const answer = await ask(subgraph, callers.officer('36.73'), query);
    expect(answer).toEqual({
      data: {
        resident: { name: 'SITI RAHAYU CONTOH', provenance: { system: 'dukcapil' } },
        verifyResident: {
          name: 'MISMATCH',
          birthDate: 'MATCH',
          sex: 'MISMATCH',
          noKk: 'NOT_CHECKED',
        },
      },
    });
    expect(calls.map(({ method }) => method).sort()).toEqual([
      'residentsByNik',
      'verifyByElements',
    ]);
  });

  it('refuses a request without an envelope', async () => {
    const response = await subgraph.handle({
      headers: {},
      body: '{"query":"{ _service { sdl } }"}',
    });
    expect(response.status).toBe(401);
    expect(response.body).toContain('ENVELOPE_INVALID');
  });
});
