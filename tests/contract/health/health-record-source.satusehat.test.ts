import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'fhir-kit-client';
import type { ObservedCall } from '../../../connectors/connector.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { REFUSED_NIK } from '../../../simulators/province/create-health.ts';
import {
  startSatusehat,
  type SatusehatSimulator,
} from '../../../simulators/satusehat/start-satusehat.ts';
import { silentLogger } from '../../../common/logger.ts';
import {
  createHealthConnectors,
  type HealthConnectors,
} from '../../../subgraphs/health/health-connectors.ts';
import { createSatusehatHealthRecordSource } from '../../../subgraphs/health/health-record-source.satusehat.ts';
import type { HealthRecordSource } from '../../../subgraphs/health/health-record-source.ts';
import { readExchanges } from '../../transcripts/exchanges.ts';
import { bindingOf, clock, createObserver, oauth2Of, REGION, sourceCall } from './bindings.ts';
import {
  startReplyServer,
  type Received,
  type Reply,
  type ReplyServer,
} from '../../support/reply-server.ts';

const GIRL = '3671016304190001';
const MAN = '3671010511820002';
const REFUSED = '3671015703850003';
const NOBODY = '3671014208990008';
const OPEN = { kind: 'REGION' } as const;

interface Bench {
  readonly source: HealthRecordSource;
  readonly server: ReplyServer;
  readonly calls: ObservedCall[];
  readonly dropped: unknown[];
  stop(): Promise<void>;
}

/** The adapter before a server that answers as `answer` says, and grants every token. */
async function openBench(answer: (request: Received) => Reply): Promise<Bench> {
  const server = await startReplyServer((request) =>
    request.path.startsWith('/oauth2/') ? granted(request) : answer(request),
  );
  const { context, calls } = createObserver();
  const connectors: HealthConnectors = createHealthConnectors(context);
  const binding = bindingOf('satusehat', {
    kind: 'oauth2',
    baseUrl: `${server.origin}/fhir-r4/v1`,
    tokenUrl: `${server.origin}/oauth2/v1/accesstoken`,
    clientId: 'simulator-dinkes-3671',
    clientSecret: 'simulator-rahasia-dinkes-3671',
  });
  const dropped: unknown[] = [];
  const source = createSatusehatHealthRecordSource({
    binding,
    connector: connectors.satusehat(binding),
    clock,
    onDroppedRow: (row) => dropped.push(row),
  });
  const stop = async () => {
    await connectors.close();
    await server.stop();
  };
  return { source, server, calls, dropped, stop };
}

const TOKEN = 'simulator-t';
const exchanges = readExchanges('satusehat');

/** Grants a token as recorded, if it is asked for as recorded. */
function granted({ method, path, headers, body }: Received): Reply {
  const exchange = exchanges.find(({ request }) => request.body === body);
  const asRecorded =
    exchange?.request.method === method &&
    exchange.request.path === path &&
    headers['content-type'] === exchange.request.headers['content-type'];
  return asRecorded ? { ...exchange.response } : { status: 400, body: {} };
}

/** Answers a search as recorded; the recorded token stands for a real one. */
function recorded({ method, path, headers }: Received): Reply {
  const exchange = exchanges.find(
    ({ request }) =>
      request.method === method &&
      request.path === path &&
      request.headers['authorization']?.replace('<token>', TOKEN) === headers.authorization,
  );
  return exchange?.response ?? { status: 404, body: 'no such exchange' };
}

// What stands for a token in the recordings is none that could be sent.
for (const { response } of exchanges) {
  const body = response.body as Record<string, unknown>;
  if (body['access_token'] === '<token>') body['access_token'] = TOKEN;
}

describe('the port HealthRecord on SATUSEHAT, against what is recorded', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(recorded);
  });
  beforeEach(() => {
    bench.calls.length = 0;
  });
  afterAll(() => bench.stop());
  const load = (niks: readonly string[]) => bench.source.recordsByNik(sourceCall(), OPEN, niks);

  it('refuses a NIK that the caller may not read, and asks nothing', async () => {
    const access = { kind: 'SUBJECTS', niks: new Set([MAN]) } as const;
    const answers = await bench.source.recordsByNik(sourceCall(), access, [GIRL]);
    expect(answers).toMatchObject([{ code: 'FORBIDDEN', parameters: { region: REGION } }]);
    expect(bench.calls).toEqual([]);
  });

  it('asks once for a person whom one operation names in two places, and keeps nothing of him', async () => {
    const [one, other] = await Promise.all([load([GIRL]), load([GIRL])]);
    expect(one).toEqual(other);
    const asked = () => bench.calls.filter(({ method }) => method === 'patientByNik').length;
    expect(asked()).toBe(1);
    const elsewhere = { ...sourceCall(), requestId: 'another operation' };
    await Promise.all([load([GIRL]), bench.source.recordsByNik(elsewhere, OPEN, [GIRL])]);
    expect(asked()).toBe(3);
  });

  it('says of a record that a rule closes that it is refused, without a word about the person', async () => {
    const [answer] = await load([REFUSED]);
    expect(answer).toMatchObject({ code: 'SOURCE_REFUSED', system: 'satusehat', retryable: false });
    expect(JSON.stringify(answer)).not.toMatch(/3671015703850003|P01234567892/);
  });

  it('answers in key order: records, nobody, and the refused one alone by an error', async () => {
    const answers = await load([NOBODY, GIRL, REFUSED, MAN]);
    expect(answers).toMatchObject([
      null,
      { ihsNumber: 'P01234567890' },
      { code: 'SOURCE_REFUSED' },
      { ihsNumber: 'P01234567891', immunizations: [] },
    ]);
  });

  it('reads a record by its IHS number, and of an immunisation no encounter', async () => {
    expect(await load([GIRL])).toEqual([
      {
        ihsNumber: 'P01234567890',
        immunizations: [
          {
            vaccineCode: '19',
            vaccine: 'BCG',
            occurredOn: '2019-05-20',
            doseNumber: 1,
            status: 'COMPLETED',
          },
          {
            vaccineCode: '04',
            vaccine: 'Campak-Rubela (MR)',
            occurredOn: null,
            doseNumber: null,
            status: 'NOT_DONE',
          },
        ],
        provenance: {
          system: 'satusehat',
          regionCode: REGION,
          asOf: '2026-03-02T03:04:05.000Z',
          state: 'LIVE',
          controller: 'Dinas Kesehatan Kota Tangerang',
        },
      },
    ]);
  });

  it('makes at most two calls a person, and one less for nobody', async () => {
    await load([GIRL, MAN, NOBODY]);
    expect(bench.calls.map(({ method }) => method).sort()).toEqual([
      'immunizationsByPatient',
      'immunizationsByPatient',
      'patientByNik',
      'patientByNik',
      'patientByNik',
    ]);
  });
});

describe('the port HealthRecord on SATUSEHAT, before replies that go wrong', () => {
  let bench: Bench | undefined;
  afterEach(async () => {
    await bench?.stop();
    bench = undefined;
  });

  const patient = (id: string, rest: object = {}) => ({
    resource: { resourceType: 'Patient', id, ...rest },
  });
  const searchset = (entry: readonly unknown[], rest: object = {}): Reply => ({
    status: 200,
    body: { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry, ...rest },
  });
  const nikOf = (value: string) => ({
    identifier: [{ system: 'https://fhir.kemkes.go.id/id/nik', value }],
  });

  it.each<[string, string, Reply]>([
    ['HTTP 500', 'SOURCE_UNAVAILABLE', { status: 500, body: 'Gateway Timeout' }],
    ['HTTP 429', 'SOURCE_RATE_LIMITED', { status: 429, body: {} }],
    ['HTTP 403 without the rule', 'SOURCE_REJECTED_CREDENTIALS', { status: 403, body: {} }],
    ['HTTP 400', 'SOURCE_REPLY_INVALID', { status: 400, body: {} }],
    ['no JSON', 'SOURCE_REPLY_INVALID', { status: 200, body: '<html>' }],
    ['no bundle', 'SOURCE_REPLY_INVALID', { status: 200, body: { resourceType: 'Patient' } }],
    ['two persons', 'SOURCE_REPLY_INVALID', searchset([patient('P1'), patient('P2')])],
    ['another NIK', 'SOURCE_REPLY_INVALID', searchset([patient('P1', nikOf(MAN))])],
    ['an id that is none', 'SOURCE_REPLY_INVALID', searchset([patient('../P1?x')])],
    ['a part of a list', 'SOURCE_REPLY_INVALID', searchset([patient('P1')], { total: 2 })],
    [
      'a page that has a next',
      'SOURCE_REPLY_INVALID',
      searchset([patient('P1')], { link: [{ relation: 'next', url: 'http://127.0.0.1:1/' }] }),
    ],
  ])('calls %s %s', async (_what, code, reply) => {
    bench = await openBench(() => reply);
    const [answer] = await bench.source.recordsByNik(sourceCall(), OPEN, [GIRL]);
    expect(answer).toMatchObject({ code });
    expect(bench.server.received.filter(({ path }) => path.includes('Immunization'))).toEqual([]);
  });

  it('asks nobody else once the access is refused', async () => {
    bench = await openBench(() => ({ status: 429, body: {} }));
    const niks = Array.from({ length: 20 }, (_, index) => `36710163041900${10 + index}`);
    const answers = await bench.source.recordsByNik(sourceCall(), OPEN, niks);
    expect(answers).toHaveLength(20);
    expect(bench.calls.filter(({ method }) => method === 'patientByNik')).toHaveLength(3);
  });

  it('drops and counts immunisations of another person', async () => {
    const immunization = (reference: string, occurrenceDateTime: string) => ({
      resource: {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { text: 'BCG' },
        patient: { reference },
        occurrenceDateTime,
        protocolApplied: [{ doseNumberString: '2' }],
      },
    });
    bench = await openBench(({ path }) =>
      path.includes('/Patient?')
        ? searchset([patient('P1'), patient('P0', { active: false })])
        : searchset([
            immunization('Patient/P1', '2020-01-01T20:00:00Z'),
            immunization('Patient/P2', '2020-01-01'),
            immunization('https://elsewhere.example/fhir/Patient/P1', '2021-01-01'),
          ]),
    );
    const [answer] = await bench.source.recordsByNik(sourceCall(), OPEN, [GIRL]);
    expect(answer).toMatchObject({
      ihsNumber: 'P1',
      immunizations: [
        { vaccineCode: null, vaccine: 'BCG', occurredOn: '2021-01-01', doseNumber: 2 },
        // The evening in UTC is the next day in Banten.
        { occurredOn: '2020-01-02' },
      ],
    });
    expect(bench.dropped).toEqual([
      { system: 'satusehat', regionCode: REGION, port: 'HealthRecord' },
    ]);
  });
});

describe('the port HealthRecord on SATUSEHAT, before the simulator', () => {
  const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 300 });
  const patients = province.regencies.get(REGION)!.health!.patients;
  let simulator: SatusehatSimulator;
  let connectors: HealthConnectors;
  let calls: ObservedCall[];
  let source: HealthRecordSource;

  beforeAll(async () => {
    const context = { province, clock, logger: silentLogger, folder: '' };
    simulator = await startSatusehat(context, [REGION]);
    const observer = createObserver();
    ({ calls } = observer);
    connectors = createHealthConnectors(observer.context);
    const bound = bindingOf('satusehat', oauth2Of(simulator.environment, REGION));
    // The simulator loads its FHIR server at the first question: on a busy machine that takes its time.
    const binding = { ...bound, limits: { ...bound.limits, timeoutMs: 120_000 } };
    const connector = connectors.satusehat(binding);
    source = createSatusehatHealthRecordSource({
      binding,
      connector,
      clock,
      onDroppedRow: () => undefined,
    });
  });
  beforeEach(() => {
    calls.length = 0;
  });
  afterAll(async () => {
    await connectors.close();
    await simulator.stop();
  });

  it('makes one attempt a minute while its client is refused, and recovers', async () => {
    simulator.control.revokeClient(REGION);
    const niks = patients.slice(0, 3).map(({ nik }) => nik);
    const ask = () => source.recordsByNik(sourceCall(), { kind: 'REGION' }, niks);
    const refused = { code: 'SOURCE_REJECTED_CREDENTIALS' };
    expect(await ask()).toMatchObject([refused, refused, refused]);
    const arrived = simulator.control.callsOf(REGION);
    clock.advanceMs(59_000);
    expect(await ask()).toMatchObject([refused, refused, refused]);
    expect(simulator.control.callsOf(REGION)).toBe(arrived);
    simulator.control.restoreClient(REGION);
    clock.advanceMs(2_000);
    expect((await ask()).every((answer) => !(answer instanceof Error))).toBe(true);
  });

  it('gets a new token when the old one has been ended', async () => {
    const [warga] = patients.filter(({ nik }) => nik === province.test.warga.nik);
    const ask = () => source.recordsByNik(sourceCall(), OPEN, [warga!.nik]);
    await ask();
    simulator.control.expireTokens(REGION);
    expect(await ask()).toMatchObject([{ ihsNumber: warga!.ihsNumber }]);
  });

  it('reads 40 residents by at most 80 calls, all as the world has them', async () => {
    const some = patients.filter(({ refused }) => !refused).slice(0, 40);
    const answers = await source.recordsByNik(
      sourceCall(),
      OPEN,
      some.map(({ nik }) => nik),
    );
    expect(
      answers.map((answer) =>
        answer instanceof Error || answer === null
          ? answer
          : [answer.ihsNumber, answer.immunizations.length],
      ),
    ).toEqual(some.map(({ ihsNumber, immunizations }) => [ihsNumber, immunizations.length]));
    const asked = calls.filter(({ method }) => method !== 'authenticate');
    expect(asked).toHaveLength(80);
  });

  it('says that a record is refused which the simulator shows to nobody', async () => {
    const answers = await source.recordsByNik(sourceCall(), OPEN, [REFUSED_NIK]);
    expect(answers).toMatchObject([{ code: 'SOURCE_REFUSED' }]);
  });

  it('fails with SOURCE_UNAVAILABLE while the service is down', async () => {
    simulator.control.takeDown(REGION);
    const answers = await source.recordsByNik(sourceCall(), OPEN, [patients[0]!.nik]);
    simulator.control.bringUp(REGION);
    expect(answers).toMatchObject([{ code: 'SOURCE_UNAVAILABLE', retryable: true }]);
  });

  it('reads what an independent FHIR client reads', async () => {
    const connection = oauth2Of(simulator.environment, REGION);
    if (connection.kind !== 'oauth2') throw new Error('not OAuth2');
    const reply = await fetch(`${connection.tokenUrl}?grant_type=client_credentials`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: connection.clientId,
        client_secret: connection.clientSecret,
      }),
    });
    const { access_token: bearerToken } = (await reply.json()) as { access_token: string };
    const client = new Client({ baseUrl: connection.baseUrl, bearerToken });
    const nik = '3671057009129004';
    const found = (await client.search({
      resourceType: 'Patient',
      searchParams: { identifier: `https://fhir.kemkes.go.id/id/nik|${nik}` },
    })) as unknown as Searchset;
    const ihsNumber = found.entry[0]!.resource.id;
    const immunizations = (await client.search({
      resourceType: 'Immunization',
      searchParams: { patient: ihsNumber },
    })) as unknown as Searchset;
    const [record] = await source.recordsByNik(sourceCall(), OPEN, [nik]);
    expect(record).toMatchObject({
      ihsNumber,
      immunizations: immunizations.entry.map(({ resource }) => ({
        occurredOn: resource.occurrenceDateTime,
        vaccineCode: resource.vaccineCode?.coding[0]?.code,
      })),
    });
    expect(JSON.stringify(found)).toContain('"################"');
    await expect(
      client.read({ resourceType: 'Patient', id: patients.find((one) => one.refused)!.ihsNumber }),
    ).rejects.toMatchObject({ response: { status: 403 } });
  });
});

interface Searchset {
  readonly entry: readonly {
    readonly resource: {
      readonly id: string;
      readonly occurrenceDateTime?: string;
      readonly vaccineCode?: { readonly coding: readonly { readonly code: string }[] };
    };
  }[];
}
