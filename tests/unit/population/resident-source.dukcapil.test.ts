import { afterEach, describe, expect, it } from '@jest/globals';
import type { InstitutionCredentials, SourceLimits } from '../../../common/binding.ts';
import { createHttpConnector } from '../../../connectors/http/create-http-connector.ts';
import { createDukcapilResidentSource } from '../../../subgraphs/population/resident-source.dukcapil.ts';
import { describeResidentSource } from '../../contract/population/describe-resident-source.ts';
import { aBinding, aCall, NOW, observing } from './support/bindings.ts';
import { aReply, readTranscripts, replay, type Transcript } from './support/dukcapil-server.ts';

const WOMAN = '3673015703850002';

/** The credentials of the recorded exchanges. */
const OPD = {
  userId: 'simulator-opd-3673',
  password: 'simulator-sandi-opd-3673',
  clientIp: '10.36.73.10',
};

async function createHarness(
  options: {
    readonly transcripts?: readonly Transcript[];
    readonly credentials?: Readonly<Record<string, InstitutionCredentials>>;
    readonly limits?: Partial<SourceLimits>;
    readonly regionCode?: string;
  } = {},
) {
  const server = await replay(options.transcripts ?? readTranscripts());
  const regionCode = options.regionCode ?? '36.73';
  const connection = {
    kind: 'http',
    baseUrl: `${server.origin}/dukcapil/get_json/${regionCode.replace('.', '-')}/opd`,
    credentials: options.credentials ?? { default: OPD },
  } as const;
  const binding = aBinding('dukcapil', regionCode, connection, options.limits);
  const observed = observing(binding);
  const http = createHttpConnector(binding, observed.connector);
  const away = createHttpConnector(
    { ...binding, connection: { ...connection, baseUrl: 'http://127.0.0.1:1' } },
    observed.connector,
  );
  const stop = async () => {
    await Promise.all([http.close(), away.close()]);
    await server.stop();
  };
  return {
    ...observed,
    server,
    source: createDukcapilResidentSource(http, observed.adapter),
    away: createDukcapilResidentSource(away, observed.adapter),
    system: 'dukcapil',
    call: aCall(),
    now: NOW,
    status: null,
    changedAt: null,
    stop,
  };
}

describeResidentSource('dukcapil', () => createHarness());

describe('the dukcapil adapter of the Resident port', () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  afterEach(() => harness.stop());
  const ask = (...niks: string[]) => harness.source.residentsByNik(harness.call, niks);

  it.each([
    ['a wrong password', { ...OPD, password: 'simulator-sandi-salah' }],
    ['an unregistered address', { ...OPD, clientIp: '10.99.99.99' }],
    ['another user’s address', { ...OPD, clientIp: '10.36.73.11' }],
    [
      'a user that was switched off',
      {
        userId: 'simulator-nonaktif-3673',
        password: 'simulator-sandi-nonaktif-3673',
        clientIp: '10.36.73.11',
      },
    ],
  ])('reports credentials that are rejected inside HTTP 200: %s', async (_, credentials) => {
    harness = await createHarness({ credentials: { default: credentials } });
    expect(await ask(WOMAN)).toMatchObject([
      { code: 'SOURCE_REJECTED_CREDENTIALS', region: '36.73', retryable: false },
    ]);
    expect(harness.server.asked.every(({ known }) => known)).toBe(true);
  });

  it('says until when the quota is used up, and asks no more of the batch', async () => {
    const credentials = {
      userId: 'simulator-kuota-nol-3673',
      password: 'simulator-sandi-kuota-nol-3673',
      clientIp: '10.36.73.12',
    };
    harness = await createHarness({
      credentials: { default: credentials },
      limits: { concurrent: 1 },
    });
    const answers = await ask(WOMAN, '3673010511820001', '3673014107990009');
    for (const error of answers) {
      expect(error).toMatchObject({
        code: 'SOURCE_QUOTA_EXHAUSTED',
        retryable: true,
        parameters: { until: '2026-11-21T17:00:00.000Z' },
      });
    }
    expect(harness.server.asked).toHaveLength(1);
  });

  it('lends no institution’s credentials to another one', async () => {
    harness = await createHarness({ credentials: { 'dinas-kesehatan-3673': OPD } });
    const source = harness.source.residentsByNik(aCall('dinas-sosial-3673'), [WOMAN]);
    expect(await source).toMatchObject([{ code: 'SOURCE_REJECTED_CREDENTIALS' }]);
    expect(harness.server.asked).toEqual([]);
  });

  it('takes the caller’s institution’s own credentials where there are such', async () => {
    const wrong = { ...OPD, password: 'simulator-sandi-salah' };
    harness = await createHarness({
      credentials: { default: wrong, 'dinas-kesehatan-3673': OPD },
    });
    const call = aCall('dinas-kesehatan-3673');
    expect(await harness.source.residentsByNik(call, [WOMAN])).toMatchObject([{ nik: WOMAN }]);
  });

  it('reads the newer form, where everything is text and the failure has a code', async () => {
    const credentials = {
      userId: 'simulator-opd-3604',
      password: 'simulator-sandi-opd-3604',
      clientIp: '10.36.4.10',
    };
    harness = await createHarness({ regionCode: '36.04', credentials: { default: credentials } });
    const [villager, nobody] = await ask('3604054209980007', '3604054107990009');
    expect(nobody).toBeNull();
    expect(villager).toMatchObject({
      maritalStatus: 'SINGLE',
      address: {
        rt: '001',
        rw: '002',
        hamlet: 'CONTOH KIDUL',
        postalCode: '42161',
        village: { code: '36.04.05.2001' },
      },
    });
  });

  it.each([
    ['a sentence that is not known', aReply({ RESPON: 'Sistem Sibuk' }), 'SOURCE_REPLY_INVALID'],
    ['a code without a sentence', aReply({ RESPONSE_CODE: '99' }), 'SOURCE_REPLY_INVALID'],
    ['no content', { ...aReply({}), body: { content: [] } }, 'SOURCE_REPLY_INVALID'],
    ['no JSON', { ...aReply({}), body: '<html></html>' }, 'SOURCE_REPLY_INVALID'],
    ['another person’s row', aReply({ NIK: '3673010511820001' }), 'SOURCE_REPLY_INVALID'],
    ['HTTP 404', aReply({}, 404), 'SOURCE_REPLY_INVALID'],
    ['HTTP 403', aReply({}, 403), 'SOURCE_REJECTED_CREDENTIALS'],
    ['HTTP 500', aReply({}, 500), 'SOURCE_UNAVAILABLE'],
  ] as const)('does not guess at %s', async (_, response, code) => {
    harness = await createHarness({ transcripts: [answering(response)] });
    expect(await ask(WOMAN)).toMatchObject([{ code }]);
  });

  it('reads keys of any case, codes instead of words, and the other notation of a date', async () => {
    const record = {
      Nik: WOMAN,
      nama_lgkp: 'SITI RAHAYU CONTOH',
      Jenis_Klmin: 2,
      TGL_LHR: '17-03-1985',
      Agama: '1',
      JENIS_PKRJN: 65,
      no_prop: '36',
      No_Kab: '73',
    };
    harness = await createHarness({ transcripts: [answering(aReply(record))] });
    expect(await ask(WOMAN)).toMatchObject([
      {
        name: 'SITI RAHAYU CONTOH',
        sex: 'FEMALE',
        birthDate: '1985-03-17',
        religion: 'ISLAM',
        occupation: 'GURU',
        address: { village: null },
      },
    ]);
  });

  it('drops a row that does not say which region it belongs to', async () => {
    harness = await createHarness({ transcripts: [answering(aReply({ NIK: WOMAN }))] });
    expect(await ask(WOMAN)).toEqual([null]);
    expect(harness.dropped).toEqual([{ system: 'dukcapil', regionCode: '36.73' }]);
  });

  it('makes one call a key, no more at a time than the owner allows', async () => {
    harness = await createHarness({ limits: { concurrent: 2, queued: 0 } });
    const niks = Array.from({ length: 9 }, () => WOMAN);
    expect((await ask(...niks)).filter((row) => row instanceof Error)).toEqual([]);
    expect(harness.calls.map(({ method, keys }) => `${method} ${keys}`)).toEqual(
      niks.map(() => 'residentsByNik 1'),
    );
  });
});

function answering(response: Transcript['response']): Transcript {
  const { userId, password, clientIp } = OPD;
  return {
    name: 'a reply that no transcript shows',
    request: {
      method: 'POST',
      path: '/dukcapil/get_json/36-73/opd/CALL_NIK',
      body: { nik: WOMAN, user_id: userId, password, ip_user: clientIp },
    },
    response,
  };
}
