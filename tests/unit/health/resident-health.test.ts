import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { REFUSED_NIK } from '../../../simulators/province/create-health.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import {
  startSatusehat,
  type SatusehatSimulator,
} from '../../../simulators/satusehat/start-satusehat.ts';
import { bindingOf, clock, oauth2Of } from '../../contract/health/bindings.ts';
import { createHealthBench, type Caller, type HealthBench } from './health-bench.ts';

const HOME = '36.71' as RegionCode;
const OTHER = '36.03' as RegionCode;
const UNBOUND = '36.04' as RegionCode;
const WARGA = '3671051705809001';
const DAUGHTER = '3671057009129004';
const NOBODY = '3671014208990008';

const OFFICER: Caller = { regions: [HOME] };
const CITIZEN: Caller = {
  onBehalfOf: [
    { nik: WARGA, relation: 'SELF' },
    { nik: DAUGHTER, relation: 'WARD', birthDate: '2012-09-30' },
  ],
  homeRegions: [HOME],
};

const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 200 });

let simulator: SatusehatSimulator;
let bench: HealthBench;
beforeAll(async () => {
  const context = { province, clock, logger: silentLogger, folder: '' };
  simulator = await startSatusehat(context, [HOME, OTHER]);
  const bind = (region: RegionCode) =>
    bindingOf('satusehat', oauth2Of(simulator.environment, region), region, region);
  bench = createHealthBench({
    [HOME]: [['HealthRecord', bind(HOME)]],
    [OTHER]: [['HealthRecord', bind(OTHER)]],
  });
});
beforeEach(() => {
  bench.calls.length = 0;
});
afterAll(async () => {
  await bench.stop();
  await simulator.stop();
});

const FIELDS = `... on Resident { health { ihsNumber provenance { regionCode state }
  immunizations { vaccineCode vaccine occurredOn doseNumber status } } }`;
const askFor = (caller: Caller, ...niks: readonly (string | null)[]) =>
  bench.entities(
    caller,
    niks.map((nik) => ({ __typename: 'Resident', nik })),
    FIELDS,
  );
const asked = () => bench.calls.filter(({ method }) => method !== 'authenticate');

describe('what the health sector holds of a resident', () => {
  it.each<[string, Caller]>([
    ['an anonymous caller', {}],
    ['a citizen who is another', { onBehalfOf: [{ nik: NOBODY, relation: 'SELF' }] }],
    [
      'a guardian whose ward is of age',
      { onBehalfOf: [{ nik: DAUGHTER, relation: 'WARD', birthDate: '2002-09-30' }] },
    ],
  ])('is refused %s, and nothing is asked', async (_who, caller) => {
    const { data, errors } = await askFor(caller, DAUGHTER);
    expect(data).toEqual({ _entities: [{ health: null }] });
    expect(errors).toMatchObject([
      { path: ['_entities', 0, 'health'], extensions: { code: 'FORBIDDEN', retryable: false } },
    ]);
    expect(JSON.stringify(errors)).not.toContain(DAUGHTER);
    expect(bench.calls).toEqual([]);
  });

  it('is null, and says why, where the record is refused', async () => {
    const { data, errors } = await askFor(OFFICER, REFUSED_NIK);
    expect(data).toEqual({ _entities: [{ health: null }] });
    expect(errors).toMatchObject([
      { extensions: { code: 'SOURCE_REFUSED', region: HOME, retryable: false } },
    ]);
  });

  it('is null, and says why, for an officer whose region has no such system', async () => {
    const { errors } = await askFor({ regions: [UNBOUND] }, WARGA);
    expect(errors).toMatchObject([
      { extensions: { code: 'SOURCE_NOT_BOUND', parameters: { port: 'HealthRecord' } } },
    ]);
    expect(bench.calls).toEqual([]);
  });

  it('does not let an officer of another region look into this one', async () => {
    const { data, errors } = await askFor({ regions: [OTHER] }, WARGA);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [{ health: null }] });
    expect(asked().map(({ regionCode }) => regionCode)).toEqual([OTHER]);
  });

  it('is null without an error of somebody whom the sector does not know, or who has no number', async () => {
    expect(await askFor(OFFICER, NOBODY, null)).toEqual({
      data: { _entities: [{ health: null }, { health: null }] },
    });
  });

  it('is shown a citizen of himself and his minor child, of his home region', async () => {
    const { data, errors } = await askFor(CITIZEN, WARGA, DAUGHTER);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        {
          health: {
            ihsNumber: 'P75759855747',
            provenance: { regionCode: HOME, state: 'LIVE' },
            immunizations: [
              {
                vaccineCode: '213',
                vaccine: 'COVID-19',
                occurredOn: '2021-08-14',
                doseNumber: 1,
                status: 'COMPLETED',
              },
            ],
          },
        },
        {
          health: {
            ihsNumber: 'P85313516276',
            provenance: { regionCode: HOME, state: 'LIVE' },
            immunizations: [
              {
                vaccineCode: '04',
                vaccine: 'Campak-Rubela (MR)',
                occurredOn: '2013-07-02',
                doseNumber: 1,
                status: 'COMPLETED',
              },
            ],
          },
        },
      ],
    });
    expect(asked().every(({ regionCode }) => regionCode === HOME)).toBe(true);
    expect(asked()).toHaveLength(4);
  });

  it('is asked of every region for a citizen whose token names no home', async () => {
    const { homeRegions: _none, ...caller } = CITIZEN;
    const { data } = await askFor(caller, WARGA);
    expect(data).toMatchObject({ _entities: [{ health: { ihsNumber: 'P75759855747' } }] });
    expect(new Set(asked().map(({ regionCode }) => regionCode))).toEqual(new Set([HOME, OTHER]));
  });

  it('is asked once of one person, however often he stands in a request', async () => {
    await askFor(OFFICER, WARGA, WARGA, WARGA);
    expect(asked()).toHaveLength(2);
  });

  it('costs of several residents those alone whose source fails', async () => {
    simulator.control.takeDown(HOME);
    const { data, errors } = await askFor(OFFICER, WARGA);
    simulator.control.bringUp(HOME);
    expect(data).toEqual({ _entities: [{ health: null }] });
    expect(errors).toMatchObject([
      { extensions: { code: 'SOURCE_UNAVAILABLE', region: HOME, retryable: true } },
    ]);
  });
});
