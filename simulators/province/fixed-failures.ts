import type { FailureName, Household, NamedPerson } from './province.ts';
import { fixAddress, fixFamily } from './fix-family.ts';
import { WARGA_HOUSEHOLD } from './personas.ts';

/** A fixed household, the register that holds it, and whether it stands there by mistake. */
export interface PlacedHousehold {
  readonly regionCode: string;
  readonly household: Household;
  readonly stray?: true;
}

interface Failure extends Omit<NamedPerson, 'regionCode'> {
  /** The regency to ask, unless it is 36.71. */
  readonly regionCode?: string;
  readonly rows: readonly PlacedHousehold[];
}

const KOTA_TANGERANG = {
  villageCode: '36.71.07.1001',
  birthPlace: 'TANGERANG',
  postalCode: '15115',
};

type Member = Parameters<typeof fixFamily>[0]['members'][0];
type Extra = Partial<Omit<Parameters<typeof fixFamily>[0], 'members'>>;

/** One person alone on a card of 36.71. */
function placeAlone(member: Member, noKk: string, extra: Extra = {}): PlacedHousehold {
  const address = fixAddress(
    KOTA_TANGERANG.villageCode,
    'JL. MERDEKA NO. 41',
    KOTA_TANGERANG.postalCode,
  );
  const household = fixFamily({
    noKk,
    birthPlace: 'TANGERANG',
    address,
    ...extra,
    members: [member],
  });
  return { regionCode: '36.71', household };
}

const CONFLICTING = '3603205506889101';
const OTHER_REGENCY = '3603291204789108';
const OTHER_PROVINCE = '3271021908819109';

/** Every kind of failure with its NIK and the rows that make it happen. */
export const FAILURES: Readonly<Record<FailureName, Failure>> = {
  unknown: {
    nik: '3671011501959100',
    what: 'a well-formed NIK that stands in no register',
    rows: [],
  },
  impossible: { nik: '3671011513959100', what: 'no NIK: month 13', rows: [] },
  invalidInRegister: {
    nik: '3671074502910000',
    what: 'stands in the register of 36.71, but is no NIK: serial 0000',
    rows: [
      placeAlone(
        { nik: '3671074502910000', name: 'NINING MARYANI', sex: 2, birthDate: '1991-02-05' },
        '3671071002159102',
      ),
    ],
  },
  conflicting: {
    nik: CONFLICTING,
    what: 'registered in 36.71 and in 36.03, spelled differently; the row of 36.03 is the fresher one',
    rows: [
      placeAlone(
        {
          nik: CONFLICTING,
          name: 'SITI NURAENI',
          sex: 2,
          birthDate: '1988-06-15',
          changedAt: '2019-05-06T03:00:00.000Z',
        },
        '3671071103149101',
      ),
      {
        regionCode: '36.03',
        household: fixFamily({
          noKk: '3603201407229101',
          birthPlace: 'TANGERANG',
          address: fixAddress('36.03.28.1001', 'PERUM FLAMBOYAN NO. 8', '15810'),
          changedAt: '2025-07-14T04:30:00.000Z',
          members: [
            { nik: CONFLICTING, name: 'ST NURAENI', sex: 2, birthDate: '1988-06-15', marital: 2 },
          ],
        }),
      },
    ],
  },
  moved: {
    nik: '3671072811799103',
    what: 'moved away from 36.71 to another province',
    rows: [
      placeAlone(
        {
          nik: '3671072811799103',
          name: 'HERU SETIAWAN',
          sex: 1,
          birthDate: '1979-11-28',
          status: 1,
        },
        '3671070501129103',
      ),
    ],
  },
  deceased: {
    nik: '3671070907519104',
    what: 'deceased',
    rows: [
      placeAlone(
        {
          nik: '3671070907519104',
          name: 'OMAN SUTISNA',
          sex: 1,
          birthDate: '1951-07-09',
          status: 2,
          marital: 4,
        },
        '3671070501129104',
      ),
    ],
  },
  noFamilyRow: {
    nik: '3671076404909105',
    what: 'in BIODATA_WNI of 36.71, but its family card is missing from DATA_KELUARGA',
    rows: [
      placeAlone(
        { nik: '3671076404909105', name: 'WIDYA LESTARI', sex: 2, birthDate: '1990-04-24' },
        '3671072603189105',
        { cardMissing: true },
      ),
    ],
  },
  missingElements: {
    nik: '3671073110859106',
    what: 'birth place, education, occupation and blood group are null in the register',
    rows: [
      placeAlone(
        {
          nik: '3671073110859106',
          name: 'KOSIM',
          sex: 1,
          birthDate: '1985-10-31',
          unrecorded: ['birthPlace', 'education', 'occupation', 'bloodGroup'],
        },
        '3671072603189106',
      ),
    ],
  },
  stale: {
    nik: '3671076902729107',
    what: 'a row that nobody has touched since 2009; born on 29 February',
    rows: [
      placeAlone(
        { nik: '3671076902729107', name: 'ROHANI', sex: 2, birthDate: '1972-02-29', marital: 4 },
        '3671070808099107',
        { changedAt: '2009-08-08T01:00:00.000Z' },
      ),
    ],
  },
  otherRegencyRow: {
    nik: OTHER_REGENCY,
    what: "a row of 36.03 that stands in 36.71's register by mistake: dropped and counted",
    rows: [
      {
        ...placeAlone(
          { nik: OTHER_REGENCY, name: 'TATANG RUKMANA', sex: 1, birthDate: '1978-04-12' },
          '3603291503109108',
          {
            address: fixAddress('36.03.29.2001', 'KP. SAWAH NO. 5', '15560'),
          },
        ),
        stray: true,
      },
    ],
  },
  otherProvinceRow: {
    nik: OTHER_PROVINCE,
    what: "a row of 32.71 (Kota Bogor) that stands in 36.71's register by mistake: dropped and counted",
    rows: [
      {
        ...placeAlone(
          { nik: OTHER_PROVINCE, name: 'USEP PERMANA', sex: 1, birthDate: '1981-08-19' },
          '3271021503109109',
          {
            birthPlace: 'BOGOR',
            address: fixAddress('32.71.02.1001', 'JL. PASAR NO. 12', '16131'),
          },
        ),
        stray: true,
      },
    ],
  },
  issuedElsewhere: {
    nik: '3273127112939110',
    what: 'a woman whose number was issued in Kota Bandung and who lives in 36.71; born on the 31st (day 71)',
    rows: [
      placeAlone(
        {
          nik: '3273127112939110',
          name: 'CITRA PERMATASARI',
          sex: 2,
          birthDate: '1993-12-31',
          birthPlace: 'BANDUNG',
        },
        '3671070309209110',
      ),
    ],
  },
  nameDiffersInAid: {
    nik: '3671070106839111',
    what: 'AHMAD FAUZI in the register, ACHMAD FAUZI on the aid list of 36.71',
    rows: [
      placeAlone(
        {
          nik: '3671070106839111',
          name: 'AHMAD FAUZI',
          sex: 1,
          birthDate: '1983-06-01',
          marital: 3,
          occupation: 19,
        },
        '3671070309209111',
      ),
    ],
  },
  dukcapilResident: {
    nik: '3601031210809120',
    regionCode: '36.01',
    what: 'lives in 36.01, whose Dukcapil service knows the person, but no family',
    rows: [
      {
        regionCode: '36.01',
        household: fixFamily({
          noKk: '3601031401129120',
          birthPlace: 'PANDEGLANG',
          address: fixAddress('36.01.03.2012', 'KP. BENDUNGAN NO. 2', '42285'),
          members: [
            {
              nik: '3601031210809120',
              name: 'SOLEH MULYANA',
              sex: 1,
              birthDate: '1980-10-12',
              occupation: 9,
            },
          ],
        }),
      },
    ],
  },
  dukcapilQuota: {
    nik: '3604054909899121',
    regionCode: '36.04',
    what: "lives in 36.04, whose Dukcapil service answers that the day's quota is used up when this person is asked for",
    rows: [
      {
        regionCode: '36.04',
        household: fixFamily({
          noKk: '3604051401129121',
          birthPlace: 'SERANG',
          address: fixAddress('36.04.05.2001', 'JL. PENDIDIKAN NO. 23', '42161'),
          members: [
            { nik: '3604054909899121', name: 'LILIS HANDAYANI', sex: 2, birthDate: '1989-09-09' },
          ],
        }),
      },
    ],
  },
};

/** The fixed persons as documentation names them. */
export function nameFailures(): Record<FailureName, NamedPerson> {
  return Object.fromEntries(
    Object.entries(FAILURES).map(([name, { nik, regionCode = '36.71', what }]) => [
      name,
      { nik, regionCode, what },
    ]),
  ) as Record<FailureName, NamedPerson>;
}

/** Everything fixed that stands in a register, the persona's family first. */
export const FIXED_HOUSEHOLDS: readonly PlacedHousehold[] = [
  { regionCode: '36.71', household: WARGA_HOUSEHOLD },
  ...Object.values(FAILURES).flatMap((failure) => failure.rows),
];
