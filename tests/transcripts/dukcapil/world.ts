import type {
  Household,
  NamedPerson,
  Person,
  Province,
  RegencyWorld,
} from '../../../simulators/province/province.ts';

/**
 * The world that the exchanges of this folder speak of: one family in Kota Serang, a moved and a deceased man beside
 * it, and a card of another province that the register holds by mistake. All of them are invented.
 */
const REGION = '36.73';

const wife: Person = {
  nik: '3673015703850002',
  noKk: '3673011204100003',
  name: 'SITI RAHAYU CONTOH',
  sex: 2,
  birthPlace: 'SERANG',
  birthDate: '1985-03-17',
  religion: 1,
  marital: 2,
  relationship: 3,
  education: 8,
  occupation: 65,
  bloodGroup: 4,
  motherName: 'AMINAH CONTOH',
  fatherName: 'SALIM CONTOH',
  birthCertificateNumber: null,
  status: 0,
  changedAt: '2024-05-02T03:00:00Z',
};

const husband: Person = {
  ...wife,
  nik: '3673010511820001',
  name: 'BUDI SANTOSO CONTOH',
  sex: 1,
  birthPlace: 'CILEGON',
  birthDate: '1982-11-05',
  relationship: 1,
  education: 5,
  occupation: 15,
  bloodGroup: 13,
  motherName: 'RATNA CONTOH',
  fatherName: 'HARUN CONTOH',
  birthCertificateNumber: '367301-LU-05111982-0001',
};

const deceased: Person = {
  ...husband,
  nik: '3673010101400004',
  name: 'HARUN CONTOH',
  birthDate: '1940-01-01',
  marital: 4,
  relationship: 7,
  status: 2,
};

const family: Household = {
  noKk: wife.noKk,
  headName: husband.name,
  address: {
    street: 'JL. MELATI CONTOH NO. 7',
    rt: '003',
    rw: '011',
    hamlet: null,
    postalCode: '42111',
    villageCode: '36.73.01.1001',
  },
  members: [husband, wife, deceased],
  changedAt: '2024-05-02T03:00:00Z',
};

const stray: Person = {
  ...husband,
  nik: '3273010202900005',
  noKk: '3273010303150006',
  name: 'DADANG CONTOH',
  birthPlace: 'BANDUNG',
  birthDate: '1990-02-02',
  marital: 1,
  birthCertificateNumber: null,
};

const strayFamily: Household = {
  noKk: stray.noKk,
  headName: stray.name,
  address: { ...family.address, street: 'JL. ASTER CONTOH NO. 1', villageCode: '32.73.01.1001' },
  members: [stray],
  changedAt: '2023-01-10T03:00:00Z',
};

const regency: RegencyWorld = {
  code: REGION,
  name: 'Kota Serang',
  households: [family],
  finance: {
    fiscalYear: 2026,
    stage: 'ORIGINAL',
    units: [],
    budget: [],
    payments: [],
    earlier: [],
  },
  aid: [],
  strayHouseholds: [strayFamily],
  strayPayments: [],
};

/** The second service, Kab. Serang's, which speaks the newer form of reply. */
const villager: Person = {
  ...wife,
  nik: '3604054209980007',
  noKk: '3604050101200008',
  name: 'LILIS CONTOH',
  birthPlace: 'SERANG',
  birthDate: '1998-09-02',
  marital: 1,
  relationship: 1,
  education: 5,
  occupation: 9,
};

const secondRegency: RegencyWorld = {
  ...regency,
  code: '36.04',
  name: 'Kab. Serang',
  households: [
    {
      noKk: villager.noKk,
      headName: villager.name,
      address: {
        street: 'KP. CONTOH',
        rt: '001',
        rw: '002',
        hamlet: 'CONTOH KIDUL',
        postalCode: '42161',
        villageCode: '36.04.05.2001',
      },
      members: [villager],
      changedAt: villager.changedAt,
    },
  ],
  strayHouseholds: [],
};

/** Stands where the province names a person for a failure that no exchange here is about. */
const nobody: NamedPerson = {
  nik: '3673014208990008',
  regionCode: REGION,
  what: 'stands in no register',
};

export const transcriptWorld: Province = {
  seed: 0,
  residents: 4,
  asOf: '2026-06-30T00:00:00Z',
  regencies: new Map([
    [REGION, regency],
    [secondRegency.code, secondRegency],
  ]),
  test: {
    warga: wife,
    wargaHousehold: family,
    examples: {},
    byFailure: {
      unknown: nobody,
      impossible: nobody,
      invalidInRegister: nobody,
      conflicting: nobody,
      moved: nobody,
      deceased: { ...nobody, nik: deceased.nik },
      noFamilyRow: nobody,
      missingElements: nobody,
      stale: nobody,
      otherRegencyRow: nobody,
      otherProvinceRow: { ...nobody, nik: stray.nik },
      issuedElsewhere: nobody,
      nameDiffersInAid: nobody,
      dukcapilResident: { ...nobody, nik: wife.nik },
      dukcapilQuota: nobody,
    },
  },
};
