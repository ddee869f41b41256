import type { NamedPerson } from './province.ts';
import type { PlacedHousehold } from './fixed-failures.ts';
import { fixAddress, fixFamily } from './fix-family.ts';

interface Example {
  readonly regionCode: string;
  readonly districtDigits: string;
  readonly villageCode: string;
  readonly birthPlace: string;
  readonly postalCode: string;
  readonly husband: string;
  readonly wife: string;
  readonly child: string;
}

const EXAMPLES: readonly Example[] = [
  [
    '36.01',
    '360101',
    '36.01.01.2001',
    'PANDEGLANG',
    '42283',
    'UJANG SOPANDI',
    'IROH MULYATI',
    'DANI SOPANDI',
  ],
  [
    '36.02',
    '360214',
    '36.02.14.2010',
    'LEBAK',
    '42317',
    'CECEP SUPRIATNA',
    'KOKOM SAODAH',
    'RENDI SUPRIATNA',
  ],
  [
    '36.03',
    '360328',
    '36.03.28.1002',
    'TANGERANG',
    '15811',
    'LUKMAN HAKIM',
    'FITRI AMALIA',
    'FARHAN HAKIM',
  ],
  [
    '36.04',
    '360405',
    '36.04.05.2005',
    'SERANG',
    '42161',
    'SAEPUL ROHMAN',
    'JUBAEDAH',
    'ALDI ROHMAN',
  ],
  [
    '36.71',
    '367111',
    '36.71.11.1001',
    'TANGERANG',
    '15145',
    'WAHYU NUGRAHA',
    'DEWI ANGGRAENI',
    'DIMAS NUGRAHA',
  ],
  [
    '36.72',
    '367201',
    '36.72.01.1001',
    'CILEGON',
    '42422',
    'TAUFIK HIDAYAT',
    'AISYAH HASANAH',
    'FAJAR HIDAYAT',
  ],
  [
    '36.73',
    '367301',
    '36.73.01.1002',
    'SERANG',
    '42117',
    'ARIF BAHTIAR',
    'NURUL AZIZAH',
    'IRFAN BAHTIAR',
  ],
  [
    '36.74',
    '367401',
    '36.74.01.1009',
    'TANGERANG SELATAN',
    '15310',
    'INDRA WIJAYA',
    'MAYA PUSPITASARI',
    'PANDU WIJAYA',
  ],
].map(
  ([
    regionCode = '',
    districtDigits = '',
    villageCode = '',
    birthPlace = '',
    postalCode = '',
    husband = '',
    wife = '',
    child = '',
  ]) => ({ regionCode, districtDigits, villageCode, birthPlace, postalCode, husband, wife, child }),
);

/** An ordinary family of three in each regency. */
export const EXAMPLE_HOUSEHOLDS: readonly PlacedHousehold[] = EXAMPLES.map((example) => ({
  regionCode: example.regionCode,
  household: fixFamily({
    noKk: `${example.districtDigits}2007139201`,
    birthPlace: example.birthPlace,
    address: fixAddress(example.villageCode, 'JL. CEMPAKA NO. 9', example.postalCode),
    members: [
      {
        nik: `${example.districtDigits}2304869201`,
        name: example.husband,
        sex: 1,
        birthDate: '1986-04-23',
        marital: 2,
      },
      {
        nik: `${example.districtDigits}4811889202`,
        name: example.wife,
        sex: 2,
        birthDate: '1988-11-08',
        relationship: 3,
        marital: 2,
        occupation: 2,
      },
      {
        nik: `${example.districtDigits}1407149203`,
        name: example.child,
        sex: 1,
        birthDate: '2014-07-14',
        relationship: 4,
        education: 2,
        occupation: 3,
        parents: [example.wife, example.husband],
      },
    ],
  }),
}));

/** The head of each of them, by regency. */
export function nameExamples(): Record<string, NamedPerson> {
  return Object.fromEntries(
    EXAMPLES.map(({ regionCode, districtDigits }) => [
      regionCode,
      {
        nik: `${districtDigits}2304869201`,
        regionCode,
        what: `an ordinary resident of ${regionCode}`,
      },
    ]),
  );
}
