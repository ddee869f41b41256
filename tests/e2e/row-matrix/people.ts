import type { ObservedCall } from '../../../connectors/connector.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import type { EnvelopeFacts } from '../../support/subgraphs-beside.ts';

export const REGIONS = ['36.01', '36.02', '36.03', '36.04', '36.71', '36.72', '36.73', '36.74'];

/** A family that stands in each regency's register: what numbers begin with, and the father's name. */
const FAMILIES: Readonly<Record<string, readonly [digits: string, father: string]>> = {
  '36.01': ['360101', 'UJANG SOPANDI'],
  '36.02': ['360214', 'CECEP SUPRIATNA'],
  '36.03': ['360328', 'LUKMAN HAKIM'],
  '36.04': ['360405', 'SAEPUL ROHMAN'],
  '36.71': ['367111', 'WAHYU NUGRAHA'],
  '36.72': ['367201', 'TAUFIK HIDAYAT'],
  '36.73': ['367301', 'ARIF BAHTIAR'],
  '36.74': ['367401', 'INDRA WIJAYA'],
};
export const nikOf = (region: string) => `${FAMILIES[region]![0]}2304869201`;
export const noKkOf = (region: string) => `${FAMILIES[region]![0]}2007139201`;
export const nameOf = (region: string) => FAMILIES[region]![1];
/** His son, born in 2014, who goes to a school of the regency. */
export const sonOf = (region: string) => `${FAMILIES[region]![0]}1407149203`;

/** The world that the systems hold. Neither aid nor fertiliser is given to the families above. */
export const province = createProvince({
  residents: 400,
  seed: 3671,
  asOf: new Date().toISOString(),
});
const HOME = new Set(province.test.wargaHousehold.members.map(({ nik }) => nik));
/** The father, and somebody of the regency whom such a list holds, where it has one; nobody of the citizen's household. */
export const withOneOf = (region: string, rows: readonly { readonly nik: string }[]) => ({
  keys: [nikOf(region), ...rows.map(({ nik }) => nik).filter((nik) => !HOME.has(nik))]
    .slice(0, 2)
    .map((nik) => ({ __typename: 'Resident', nik })),
});

/** Methods that read what is published, or no row at all; every other one reads rows about persons or payments. */
const PUBLISHED: ReadonlySet<string> = new Set([
  ...['authenticate', 'statistics', 'dkbSnapshot', 'faskesPage', 'kamarPage'],
  ...['getSekolah', 'getRombonganBelajar', 'plantingReportsPage'],
  ...['latestFiscalYear', 'budgetSummaries', 'budgetLines', 'budgetSnapshot'],
  ...['unitBudgets', 'unitsByCode', 'unitsPage', 'realisations', 'realisationsByLine'],
]);
export const personalRegions = (calls: readonly ObservedCall[]) => [
  ...new Set(calls.filter(({ method }) => !PUBLISHED.has(method)).map((call) => call.regionCode)),
];

export const SELF = { nik: '3671051705809001', relation: 'SELF' } as const;
export const WARD = { nik: '3671057009129004', relation: 'WARD', birthDate: '2012-09-30' } as const;

/** Who asks the subgraphs themselves, and whose rows he may read. */
type PersonaFacts = EnvelopeFacts & { readonly regions: readonly string[] };
export const PERSONAS: readonly (readonly [name: string, facts: PersonaFacts])[] = [
  ['anonymous', { regions: [] }],
  ['petugas-3671', { regions: ['36.71'], institution: 'disdukcapil-3671' }],
  ['petugas-3602', { regions: ['36.02'], institution: 'disdukcapil-3602' }],
  ['an officer of 36.01', { regions: ['36.01'], institution: 'disdukcapil-3601' }],
  ['keuangan-3671', { regions: ['36.71'], institution: 'bpkd-3671' }],
  ['warga', { regions: [], onBehalfOf: [SELF, WARD], homeRegions: ['36.71'] }],
  [
    'an officer who is a citizen too',
    { regions: ['36.02'], onBehalfOf: [SELF], homeRegions: ['36.71'] },
  ],
];
