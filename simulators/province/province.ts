/** The synthetic province: one deterministic world, of which each simulated register knows its part, with its faults. */

export interface Address {
  readonly street: string;
  readonly rt: string;
  readonly rw: string;
  readonly hamlet: string | null;
  readonly postalCode: string;
  /** Village code with dots, such as 36.71.01.1001. */
  readonly villageCode: string;
}

/** Codes as in Adminduk's lists: 1 Islam 2 Kristen 3 Katholik 4 Hindu 5 Budha 6 Khonghucu 7 lainnya. */
export type ReligionCode = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** 1 belum kawin, 2 kawin, 3 cerai hidup, 4 cerai mati. */
export type MaritalCode = 1 | 2 | 3 | 4;
/** 1 kepala, 2 suami, 3 istri, 4 anak, 5 menantu, 6 cucu, 7 orang tua, 8 mertua, 9 famili lain, 10 pembantu, 11 lainnya. */
export type RelationshipCode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;

export interface Person {
  readonly nik: string;
  readonly noKk: string;
  readonly name: string;
  /** 1 laki-laki, 2 perempuan. */
  readonly sex: 1 | 2;
  readonly birthPlace: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly religion: ReligionCode;
  readonly marital: MaritalCode;
  readonly relationship: RelationshipCode;
  /** 1 tidak/belum sekolah … 10 S3 (Adminduk's list). */
  readonly education: number;
  /** Adminduk's occupation code, 1–88. */
  readonly occupation: number;
  /** 1 A, 2 B, 3 AB, 4 O, 13 tidak tahu. */
  readonly bloodGroup: number;
  readonly motherName: string;
  readonly fatherName: string;
  readonly birthCertificateNumber: string | null;
  /** 0 registered, 1 moved away, 2 deceased. */
  readonly status: 0 | 1 | 2;
  /** RFC 3339; when the register last changed the row. */
  readonly changedAt: string;
  /** Elements that this register lacks: null in its tables, although the person has them. */
  readonly unrecorded?: readonly UnrecordedElement[];
}

export type UnrecordedElement =
  'birthPlace' | 'education' | 'occupation' | 'bloodGroup' | 'motherName' | 'fatherName';

export interface Household {
  readonly noKk: string;
  readonly headName: string;
  readonly address: Address;
  /** In the order of the card; never empty. */
  readonly members: readonly Person[];
  readonly changedAt: string;
  /** The register has the members' rows, but not the card's own (no DATA_KELUARGA row). */
  readonly cardMissing?: true;
}

export interface SpendingUnit {
  readonly urusan: number;
  readonly bidang: number;
  readonly unit: number;
  readonly sub: number;
  readonly name: string;
}

export interface BudgetLine {
  readonly unit: SpendingUnit;
  /** Permendagri 90/2019, six parts, such as [5, 1, 2, 1, 1, 1]. */
  readonly account: readonly [number, number, number, number, number, number];
  readonly accountName: string;
  /** Exact decimal text, rupiah, two decimals. */
  readonly original: string;
  /** Null where the budget was not amended. */
  readonly amended: string | null;
}

export interface PaymentOrder {
  /** No_SP2D. */
  readonly number: string;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  /** No_SPM. */
  readonly requestNumber: string;
  readonly requestedOn: string;
  readonly unit: SpendingUnit;
  readonly description: string;
  readonly payeeName: string;
  readonly payeeIsPerson: boolean;
  readonly lines: readonly { readonly account: BudgetLine['account']; readonly amount: string }[];
  /** The regency it belongs to, set on strays alone. */
  readonly ownerCode?: string;
}

/** The stage that a year's budget has reached; `amended` amounts are of this stage. */
export type BudgetStage = 'ORIGINAL' | 'SHIFTED' | 'AMENDED';

export interface FinanceYear {
  readonly fiscalYear: number;
  readonly stage: BudgetStage;
  readonly units: readonly SpendingUnit[];
  readonly budget: readonly BudgetLine[];
  /** Paid up to the instant of the world. */
  readonly payments: readonly PaymentOrder[];
}

export interface AidPayment {
  readonly nik: string;
  readonly nameOnRecord: string;
  readonly programme: string;
  readonly fiscalYear: number;
  readonly amount: string;
  readonly paidOn: string | null;
}

export type EducationLevel = 'SD' | 'SMP' | 'SMA' | 'SMK';

/** A class (rombongan belajar), whose teacher has an account at the school's server. */
export interface SchoolClass {
  readonly rombonganBelajarId: string;
  readonly name: string;
  /** The grade, or the lowest of those that are taught together. */
  readonly grade: number;
  readonly teacher: { readonly ptkId: string; readonly name: string };
}

/** A pupil as his school has him on record, which may differ from the register. */
export interface Pupil {
  readonly pesertaDidikId: string;
  readonly registrasiId: string;
  /** Null, with the class, of one who is in none. */
  readonly anggotaRombelId: string | null;
  readonly rombonganBelajarId: string | null;
  readonly nik: string | null;
  readonly nisn: string;
  readonly nameOnRecord: string;
  readonly sex: 1 | 2;
  readonly birthPlace: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly religion: ReligionCode;
  readonly motherName: string;
  readonly fatherName: string;
  readonly grade: number;
  /** YYYY-MM-DD. */
  readonly enteredOn: string;
}

export interface School {
  /** Eight digits; invented. */
  readonly npsn: string;
  readonly sekolahId: string;
  readonly name: string;
  readonly level: EducationLevel;
  readonly isPublic: boolean;
  readonly villageCode: string;
  readonly villageName: string;
  readonly regencyName: string;
  readonly street: string;
  readonly postalCode: string;
  readonly classes: readonly SchoolClass[];
  readonly pupils: readonly Pupil[];
  /** A stale row of somebody who has left. */
  readonly leaver: Pupil;
}

export interface Immunization {
  readonly id: string;
  /** CVX. */
  readonly vaccineCode: string;
  readonly vaccine: string;
  /** YYYY-MM-DD, or YYYY where no more is known. */
  readonly occurredOn: string;
  readonly doseNumber: number | null;
  readonly status: 'completed' | 'entered-in-error' | 'not-done';
}

/** A person whom the health sector knows. */
export interface Patient {
  readonly nik: string;
  /** The national number, P and 11 digits. */
  readonly ihsNumber: string;
  readonly name: string;
  readonly sex: 1 | 2;
  readonly birthDate: string;
  /** Whether reading the record is refused: the person has opted out, or a rule forbids it. */
  readonly refused: boolean;
  readonly immunizations: readonly Immunization[];
  /** RFC 3339. */
  readonly changedAt: string;
}

export interface HealthFacility {
  /** The service's own number, by which it is asked for details. */
  readonly id: number;
  /** The facility's code, by which it is known elsewhere. */
  readonly code: string;
  readonly name: string;
  /** RSUD, RSU, RSIA or PUSKESMAS. */
  readonly kind: string;
  readonly grade: string;
  /** The regency by name, as its clerk writes it. */
  readonly town: string;
  /** Null where the facility has none, or does not report them. */
  readonly beds: { readonly total: number; readonly occupied: number } | null;
}

export interface HealthWorld {
  readonly patients: readonly Patient[];
  readonly facilities: readonly HealthFacility[];
  /** Facilities of another regency that the service lists by mistake. */
  readonly strayFacilities: readonly HealthFacility[];
}

/** A farmer's subsidised fertiliser for one year and commodity, as his group's plan (e-RDKK) has it. */
export interface FertiliserAllocation {
  readonly nik: string;
  readonly name: string;
  readonly motherName: string;
  readonly year: number;
  readonly districtName: string;
  readonly villageName: string;
  /** Kelompok tani. */
  readonly group: string;
  readonly commodity: string;
  /** Exact decimal text, at most 2. */
  readonly areaHectares: string;
  /** By planting season, from the first; at most three. Exact decimal text. */
  readonly seasons: readonly {
    readonly ureaKg: string;
    readonly npkKg: string;
    readonly organicKg: string;
  }[];
}

/** One report of what was planted where, by an official who went there. */
export interface PlantingReport {
  readonly reporterNip: string;
  readonly reporterName: string;
  /** YYYY-MM-DD. */
  readonly reportedOn: string;
  readonly visitedOn: string;
  readonly districtName: string;
  readonly villageName: string;
  readonly commodity: string;
  readonly variety: string;
  readonly landCategory: string;
  /** Exact decimal text. */
  readonly areaHectares: string;
  readonly daysAfterPlanting: number;
  readonly latitude: string;
  readonly longitude: string;
}

export interface AgricultureWorld {
  readonly allocations: readonly FertiliserAllocation[];
  readonly plantingReports: readonly PlantingReport[];
}

/** What one regency's registers hold. */
export interface RegencyWorld {
  /** 36.71 */
  readonly code: string;
  readonly name: string;
  readonly households: readonly Household[];
  /** The year of the world's instant, and the years before. */
  readonly finance: FinanceYear & { readonly earlier: readonly FinanceYear[] };
  readonly aid: readonly AidPayment[];
  /** Absent where nothing of the health sector is simulated. */
  readonly health?: HealthWorld;
  /** Absent where a world was made for other sectors alone. */
  readonly education?: { readonly schools: readonly School[] };
  /** Absent where nothing of agriculture is simulated. */
  readonly agriculture?: AgricultureWorld;
  /** Rows of another regency or province that its systems hold by mistake, to be dropped by the connector. */
  readonly strayHouseholds: readonly Household[];
  readonly strayPayments: readonly PaymentOrder[];
}

/** A NIK that documentation, examples or tests name. */
export interface NamedPerson {
  readonly nik: string;
  /** The regency to ask. */
  readonly regionCode: string;
  readonly what: string;
}

/** The persons that documentation and examples name. Fixed: they move neither with the seed nor with the size. */
export interface TestPersons {
  /** The citizen `warga` of 36.71, who has a spouse, two minor children and an adult one. */
  readonly warga: Person;
  readonly wargaHousehold: Household;
  /** One NIK for each kind of failure, by a short name. */
  readonly byFailure: Readonly<Record<FailureName, NamedPerson>>;
  /** One ordinary resident of each regency, by its code. */
  readonly examples: Readonly<Record<string, NamedPerson>>;
}

export type FailureName =
  | 'unknown'
  | 'impossible'
  | 'invalidInRegister'
  | 'conflicting'
  | 'moved'
  | 'deceased'
  | 'noFamilyRow'
  | 'missingElements'
  | 'stale'
  | 'otherRegencyRow'
  | 'otherProvinceRow'
  | 'issuedElsewhere'
  | 'nameDiffersInAid'
  | 'dukcapilResident'
  | 'dukcapilQuota';

export interface Province {
  readonly seed: number;
  readonly residents: number;
  /** The instant the world is stated at, RFC 3339. */
  readonly asOf: string;
  /** By regency code, all eight. */
  readonly regencies: ReadonlyMap<string, RegencyWorld>;
  readonly test: TestPersons;
}
