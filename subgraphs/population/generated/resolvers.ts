import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ResidentRow, AddressRow, RegionReference } from '../resident.ts';
import type { FamilyRow, FamilyMemberRow } from '../family.ts';
import type { ResidentVerificationRow } from '../resident-elements.ts';
import type { PublishedPopulation } from '../published-population.ts';
import type { PopulationContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * Tanggal kalender ISO 8601, misalnya 2026-01-31.
   * A calendar date in ISO 8601, such as 2026-01-31.
   */
  Date: { input: string; output: string; }
  /**
   * Saat dalam UTC menurut RFC 3339, misalnya 2026-01-31T08:00:00Z.
   * An instant in UTC as in RFC 3339, such as 2026-01-31T08:00:00Z.
   */
  DateTime: { input: string; output: string; }
  /**
   * Bilangan desimal tepat sebagai teks, misalnya "1250000000.50"; untuk uang: dalam rupiah.
   * An exact decimal number as text, such as "1250000000.50"; for money: in rupiah.
   */
  Decimal: { input: string; output: string; }
  /**
   * Nomor Induk Kependudukan: 16 angka.
   * The population identification number: 16 digits.
   */
  Nik: { input: string; output: string; }
  /**
   * Nomor Kartu Keluarga: 16 angka.
   * The family card's number: 16 digits.
   */
  NoKk: { input: string; output: string; }
  /**
   * Kode wilayah Kemendagri dengan titik, misalnya 36.71, 36.71.01 atau 36.71.01.1001.
   * The Ministry of Home Affairs' dotted code of a region, such as 36.71, 36.71.01 or 36.71.01.1001.
   */
  RegionCode: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Alamat menurut kartu keluarga. An address as on the family card. */
export type Address = {
  /** Dusun. Hamlet. */
  hamlet: Maybe<Scalars['String']['output']>;
  /** Kode pos. Postal code. */
  postalCode: Maybe<Scalars['String']['output']>;
  /** Rukun tetangga. Neighbourhood unit. */
  rt: Maybe<Scalars['String']['output']>;
  /** Rukun warga. Community unit. */
  rw: Maybe<Scalars['String']['output']>;
  /** Jalan dan nomor. Street and number. */
  street: Maybe<Scalars['String']['output']>;
  /** Desa atau kelurahan. The village. */
  village: Maybe<Region>;
};

/** Satu angka agregat. One aggregate figure. */
export type Count = {
  /** Keadaan pada saat ini. The instant as of which it is stated. */
  asOf: Scalars['DateTime']['output'];
  /** Apakah angka ini tepat, ditutup, atau tidak diketahui. Whether the figure is exact, suppressed or unknown. */
  status: CountStatus;
  /** Nilainya; null bila ditutup atau tidak diketahui. The value; null where suppressed or unknown. */
  value: Maybe<Scalars['Int']['output']>;
};

/** Arti suatu angka agregat. What an aggregate figure means. */
export type CountStatus =
  /** Tepat. Exact. */
  | 'EXACT'
  /** Ditutup, karena kurang dari 10 atau karena dapat membuka sel lain. Suppressed: under 10, or it would give another cell away. */
  | 'SUPPRESSED'
  /** Tidak diketahui. Unknown. */
  | 'UNKNOWN';

/** Keluarga menurut kartu keluarga. A family as on its card. */
export type Family = Sourced & {
  /** Anggota menurut kartu. The members as on the card. */
  members: Maybe<Array<FamilyMember>>;
  /** Nomor kartu keluarga, hanya untuk yang berhak. The family card's number, for those entitled. */
  noKk: Maybe<Scalars['NoKk']['output']>;
  /** Nomor kartu keluarga dengan empat angka terakhir. The card's number with its last four digits showing. */
  noKkMasked: Scalars['String']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
};

/** Seorang anggota sebagaimana tercantum pada kartu keluarga. A member as the family card shows him. */
export type FamilyMember = {
  /** Tanggal lahir. Date of birth. */
  birthDate: Maybe<Scalars['Date']['output']>;
  /** Nama pada kartu. The name on the card. */
  name: Maybe<Scalars['String']['output']>;
  /** NIK dengan empat angka terakhir. The NIK with its last four digits showing. */
  nikMasked: Scalars['String']['output'];
  /** Hubungan dengan kepala keluarga. The relationship to the head of the family. */
  relationship: Maybe<FamilyRelationship>;
  /**
   * Penduduk ini selengkapnya; null bila pemanggil hanya boleh melihat kartunya (orang dewasa lain pada kartu sendiri).
   * This resident in full; null where the caller may see the card alone (another adult on one's own card).
   */
  resident: Maybe<Resident>;
  /** Jenis kelamin. Sex. */
  sex: Maybe<Sex>;
};

/** Hubungan dengan kepala keluarga. The relationship to the head of a family. */
export type FamilyRelationship =
  /** Anak. Child. */
  | 'CHILD'
  /** Menantu. Child-in-law. */
  | 'CHILD_IN_LAW'
  /** Pembantu. Domestic help. */
  | 'DOMESTIC_HELP'
  /** Cucu. Grandchild. */
  | 'GRANDCHILD'
  /** Kepala keluarga. Head. */
  | 'HEAD'
  /** Suami. Husband. */
  | 'HUSBAND'
  /** Lainnya. Other. */
  | 'OTHER'
  /** Famili lain. Other relative. */
  | 'OTHER_RELATIVE'
  /** Orang tua. Parent. */
  | 'PARENT'
  /** Mertua. Parent-in-law. */
  | 'PARENT_IN_LAW'
  /** Istri. Wife. */
  | 'WIFE';

/** Status perkawinan menurut register. Marital status as registered. */
export type MaritalStatus =
  /** Cerai hidup. Divorced. */
  | 'DIVORCED'
  /** Kawin. Married. */
  | 'MARRIED'
  /** Belum kawin. Single. */
  | 'SINGLE'
  /** Cerai mati. Widowed. */
  | 'WIDOWED';

/** Keterangan halaman menurut spesifikasi koneksi. About a page, as the connections specification has it. */
export type PageInfo = {
  /** Kursor terakhir halaman ini. This page's last cursor. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Masih ada halaman berikutnya. Whether a page follows. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Satu sel: kelompok umur dan jenis kelamin. One cell: an age group and a sex. */
export type PopulationCell = {
  /** Kelompok umur, misalnya 0-4, 5-9, 75+. The age group, such as 0-4, 5-9, 75+. */
  ageGroup: Scalars['String']['output'];
  /** Jumlahnya. How many. */
  count: Count;
  /** Jenis kelamin. Sex. */
  sex: Sex;
};

/** Asal suatu data: sistem, wilayah, waktu, keadaan dan pengendalinya. Where data comes from: system, region, time, state and controller. */
export type Provenance = {
  /** Keadaan data pada saat ini. The instant as of which the data is stated. */
  asOf: Scalars['DateTime']['output'];
  /** Pengendali data pribadi (dinas pemilik). The data's controller (the owning agency). */
  controller: Scalars['String']['output'];
  /** Wilayah yang sistemnya memegang data ini. The region whose system holds this data. */
  regionCode: Scalars['RegionCode']['output'];
  /** Keadaan data. The data's state. */
  state: ProvenanceState;
  /** Sistem asal, misalnya siak. The system of origin, such as siak. */
  system: Scalars['String']['output'];
};

/** Keadaan data terhadap sistem asalnya. The state of data with regard to its system of origin. */
export type ProvenanceState =
  /** Dari tembolok data publik. From the cache of public data. */
  | 'CACHED'
  /** Dua sistem saling bertentangan; yang lebih baru yang ditampilkan. Two systems contradict each other; the fresher one is shown. */
  | 'CONFLICTING'
  /** Dibaca langsung dari sistemnya. Read from its system just now. */
  | 'LIVE'
  /** Dari replika yang dideklarasikan. From a declared replica. */
  | 'REPLICA'
  /** Lebih tua daripada yang dijanjikan. Older than promised. */
  | 'STALE';

export type Query = {
  /**
   * Penduduk yang sedang masuk, menurut register kependudukan wilayahnya.
   * The resident who is signed in, as his region's population register has him.
   */
  me: Maybe<Resident>;
  /**
   * Seorang penduduk menurut NIK. Dengan regionCode hanya wilayah itu yang ditanya; tanpa itu, wilayah-wilayah pemanggil.
   * A resident by NIK. With regionCode that one region is asked; without it, the caller's regions.
   */
  resident: Maybe<Resident>;
  /**
   * Cocokkan unsur data dengan register, tanpa menampilkan datanya. Unsur yang tidak diberikan: NOT_CHECKED.
   * Compare elements with the register without showing its data. An element that is not given: NOT_CHECKED.
   */
  verifyResident: Maybe<ResidentVerification>;
  /**
   * Anak di bawah umur pada kartu keluarga pemanggil, bila ia kepala keluarga, suami atau istri. Hanya untuk gateway.
   * The minor children on the caller's family card where he is its head, husband or wife. For the gateway alone.
   */
  wardsOf: Array<Ward>;
};


export type QueryResidentArgs = {
  nik: Scalars['Nik']['input'];
  regionCode: InputMaybe<Scalars['RegionCode']['input']>;
};


export type QueryVerifyResidentArgs = {
  elements: ResidentElements;
  nik: Scalars['Nik']['input'];
  regionCode: InputMaybe<Scalars['RegionCode']['input']>;
};

export type Region = {
  code: Scalars['RegionCode']['output'];
  /** Penduduk wilayah ini dalam angka. This region's population in figures. */
  population: Maybe<RegionPopulation>;
};

/** Penduduk suatu kabupaten atau kota dalam angka. The population of a regency or city in figures. */
export type RegionPopulation = Sourced & {
  /** Menurut umur dan jenis kelamin. By age and sex. */
  byAgeAndSex: Array<PopulationCell>;
  /** Definisi yang dipakai. The definition used. */
  definition: Scalars['String']['output'];
  /** Masa data, misalnya 2026-S1. The period the figures are for, such as 2026-S1. */
  period: Scalars['String']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Jumlah penduduk. Residents in all. */
  total: Count;
};

/**
 * Seorang penduduk menurut register kependudukan satu kabupaten atau kota.
 * A resident as the population register of one regency or city has him.
 */
export type Resident = Sourced & {
  /** Alamat menurut kartu keluarga. Address as on the family card. */
  address: Maybe<Address>;
  /** Tanggal lahir. Date of birth. */
  birthDate: Maybe<Scalars['Date']['output']>;
  /** Tempat lahir. Place of birth. */
  birthPlace: Maybe<Scalars['String']['output']>;
  /** Golongan darah sebagaimana tercatat. Blood group as registered. */
  bloodGroup: Maybe<Scalars['String']['output']>;
  /** Pendidikan terakhir sebagaimana tercatat. Highest education as registered. */
  educationLevel: Maybe<Scalars['String']['output']>;
  /**
   * Keluarga menurut kartu keluarga; null dengan SOURCE_NOT_BOUND bila sistem wilayahnya tidak memberikannya.
   * The family as on its card; null with SOURCE_NOT_BOUND where the region's system does not give it.
   */
  family: Maybe<Family>;
  /** Status perkawinan. Marital status. */
  maritalStatus: Maybe<MaritalStatus>;
  /** Nama lengkap. Full name. */
  name: Maybe<Scalars['String']['output']>;
  /** NIK, hanya untuk yang berhak. The population identification number, for those entitled. */
  nik: Maybe<Scalars['Nik']['output']>;
  /** NIK dengan empat angka terakhir. The NIK with its last four digits showing. */
  nikMasked: Scalars['String']['output'];
  /** Pekerjaan sebagaimana tercatat. Occupation as registered. */
  occupation: Maybe<Scalars['String']['output']>;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Wilayah register yang memegang baris ini. The region whose register holds this row. */
  region: Region;
  /** Agama sebagaimana tercatat. Religion as registered. */
  religion: Maybe<Scalars['String']['output']>;
  /** Jenis kelamin. Sex. */
  sex: Maybe<Sex>;
  /** Status hidup menurut register. Whether alive, moved or dead, as registered. */
  status: Maybe<ResidentStatus>;
};

/** Unsur yang akan dicocokkan. The elements to compare. */
export type ResidentElements = {
  /** Tanggal lahir. Date of birth. */
  birthDate?: InputMaybe<Scalars['Date']['input']>;
  /** Tempat lahir. Place of birth. */
  birthPlace?: InputMaybe<Scalars['String']['input']>;
  /** Nama lengkap. Full name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Nomor kartu keluarga. The family card's number. */
  noKk?: InputMaybe<Scalars['NoKk']['input']>;
  /** Jenis kelamin. Sex. */
  sex?: InputMaybe<Sex>;
};

/** Keadaan seseorang dalam register. A person's state in the register. */
export type ResidentStatus =
  /** Terdaftar. Registered. */
  | 'ACTIVE'
  /** Meninggal. Deceased. */
  | 'DECEASED'
  /** Pindah. Moved away. */
  | 'MOVED';

/** Hasil pencocokan, per unsur. The comparison's result, per element. */
export type ResidentVerification = Sourced & {
  /** Tanggal lahir. Date of birth. */
  birthDate: VerificationResult;
  /** Tempat lahir. Place of birth. */
  birthPlace: VerificationResult;
  /** Nama lengkap. Full name. */
  name: VerificationResult;
  /** Nomor kartu keluarga. The family card's number. */
  noKk: VerificationResult;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Jenis kelamin. Sex. */
  sex: VerificationResult;
};

/** Jenis kelamin menurut register. Sex as registered. */
export type Sex =
  /** Perempuan. Female. */
  | 'FEMALE'
  /** Laki-laki. Male. */
  | 'MALE';

/**
 * Objek yang berasal dari suatu sistem dan menyebutkan asalnya.
 * An object that comes from a system and says from which.
 */
export type Sourced = {
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
};

/** Hasil pencocokan satu unsur. One element's result. */
export type VerificationResult =
  /** Sesuai. It matches. */
  | 'MATCH'
  /** Tidak sesuai. It does not match. */
  | 'MISMATCH'
  /** Tidak diperiksa. It was not checked. */
  | 'NOT_CHECKED';

/** Seorang anak yang diwakili walinya. A child for whom a guardian acts. */
export type Ward = {
  /** Tanggal lahir anak. The child's date of birth. */
  birthDate: Scalars['Date']['output'];
  /** NIK anak. The child's NIK. */
  nik: Scalars['Nik']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Family: Family;
  Region: Region;
  Resident: Resident;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Family:
    ( { __typename: 'Family' }
    & GraphQLRecursivePick<FederationTypes['Family'], {"noKk":true}> );
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
  Resident:
    ( { __typename: 'Resident' }
    & GraphQLRecursivePick<FederationTypes['Resident'], {"nik":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Sourced:
    | ( FamilyRow )
    | ( PublishedPopulation )
    | ( ResidentRow )
    | ( ResidentVerificationRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Count: ResolverTypeWrapper<Count>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CountStatus: CountStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Family: ResolverTypeWrapper<FamilyRow>;
  FamilyMember: ResolverTypeWrapper<FamilyMemberRow>;
  FamilyRelationship: FamilyRelationship;
  MaritalStatus: MaritalStatus;
  Nik: ResolverTypeWrapper<Scalars['Nik']['output']>;
  NoKk: ResolverTypeWrapper<Scalars['NoKk']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PopulationCell: ResolverTypeWrapper<PopulationCell>;
  Provenance: ResolverTypeWrapper<Provenance>;
  ProvenanceState: ProvenanceState;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<RegionReference>;
  RegionCode: ResolverTypeWrapper<Scalars['RegionCode']['output']>;
  RegionPopulation: ResolverTypeWrapper<PublishedPopulation>;
  Resident: ResolverTypeWrapper<ResidentRow>;
  ResidentElements: ResidentElements;
  ResidentStatus: ResidentStatus;
  ResidentVerification: ResolverTypeWrapper<ResidentVerificationRow>;
  Sex: Sex;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
  VerificationResult: VerificationResult;
  Ward: ResolverTypeWrapper<Ward>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressRow;
  String: Scalars['String']['output'];
  Count: Count;
  Int: Scalars['Int']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Family: FamilyRow;
  FamilyMember: FamilyMemberRow;
  Nik: Scalars['Nik']['output'];
  NoKk: Scalars['NoKk']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PopulationCell: PopulationCell;
  Provenance: Provenance;
  Query: Record<PropertyKey, never>;
  Region: RegionReference;
  RegionCode: Scalars['RegionCode']['output'];
  RegionPopulation: PublishedPopulation;
  Resident: ResidentRow;
  ResidentElements: ResidentElements;
  ResidentVerification: ResidentVerificationRow;
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
  Ward: Ward;
};

export type AddressResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  hamlet?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  village?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
};

export type CountResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CountStatus'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FamilyResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Family'] = ResolversParentTypes['Family'], FederationReferenceType extends FederationReferenceTypes['Family'] = FederationReferenceTypes['Family']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Family']> | FederationReferenceType, FederationReferenceType, ContextType>;
  members?: Resolver<Maybe<Array<ResolversTypes['FamilyMember']>>, ParentType, ContextType>;
  noKk?: Resolver<Maybe<ResolversTypes['NoKk']>, ParentType, ContextType>;
  noKkMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FamilyMemberResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['FamilyMember'] = ResolversParentTypes['FamilyMember']> = {
  birthDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nikMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  relationship?: Resolver<Maybe<ResolversTypes['FamilyRelationship']>, ParentType, ContextType>;
  resident?: Resolver<Maybe<ResolversTypes['Resident']>, ParentType, ContextType>;
  sex?: Resolver<Maybe<ResolversTypes['Sex']>, ParentType, ContextType>;
};

export interface NikScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Nik'], any> {
  name: 'Nik';
}

export interface NoKkScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['NoKk'], any> {
  name: 'NoKk';
}

export type PageInfoResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PopulationCellResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['PopulationCell'] = ResolversParentTypes['PopulationCell']> = {
  ageGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  sex?: Resolver<ResolversTypes['Sex'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  controller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProvenanceState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['Resident']>, ParentType, ContextType>;
  resident?: Resolver<Maybe<ResolversTypes['Resident']>, ParentType, ContextType, RequireFields<QueryResidentArgs, 'nik'>>;
  verifyResident?: Resolver<Maybe<ResolversTypes['ResidentVerification']>, ParentType, ContextType, RequireFields<QueryVerifyResidentArgs, 'elements' | 'nik'>>;
  wardsOf?: Resolver<Array<ResolversTypes['Ward']>, ParentType, ContextType>;
};

export type RegionResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  population?: Resolver<Maybe<ResolversTypes['RegionPopulation']>, ParentType, ContextType>;
};

export interface RegionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RegionCode'], any> {
  name: 'RegionCode';
}

export type RegionPopulationResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['RegionPopulation'] = ResolversParentTypes['RegionPopulation']> = {
  byAgeAndSex?: Resolver<Array<ResolversTypes['PopulationCell']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResidentResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Resident'] = ResolversParentTypes['Resident'], FederationReferenceType extends FederationReferenceTypes['Resident'] = FederationReferenceTypes['Resident']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Resident']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  birthPlace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bloodGroup?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  educationLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  family?: Resolver<Maybe<ResolversTypes['Family']>, ParentType, ContextType>;
  maritalStatus?: Resolver<Maybe<ResolversTypes['MaritalStatus']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nik?: Resolver<Maybe<ResolversTypes['Nik']>, ParentType, ContextType>;
  nikMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occupation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  religion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sex?: Resolver<Maybe<ResolversTypes['Sex']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ResidentStatus']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResidentVerificationResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['ResidentVerification'] = ResolversParentTypes['ResidentVerification']> = {
  birthDate?: Resolver<ResolversTypes['VerificationResult'], ParentType, ContextType>;
  birthPlace?: Resolver<ResolversTypes['VerificationResult'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['VerificationResult'], ParentType, ContextType>;
  noKk?: Resolver<ResolversTypes['VerificationResult'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  sex?: Resolver<ResolversTypes['VerificationResult'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<'Family' | 'RegionPopulation' | 'Resident' | 'ResidentVerification', ParentType, ContextType>;
};

export type WardResolvers<ContextType = PopulationContext, ParentType extends ResolversParentTypes['Ward'] = ResolversParentTypes['Ward']> = {
  birthDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  nik?: Resolver<ResolversTypes['Nik'], ParentType, ContextType>;
};

export type Resolvers<ContextType = PopulationContext> = {
  Address?: AddressResolvers<ContextType>;
  Count?: CountResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Family?: FamilyResolvers<ContextType>;
  FamilyMember?: FamilyMemberResolvers<ContextType>;
  Nik?: GraphQLScalarType;
  NoKk?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  PopulationCell?: PopulationCellResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegionCode?: GraphQLScalarType;
  RegionPopulation?: RegionPopulationResolvers<ContextType>;
  Resident?: ResidentResolvers<ContextType>;
  ResidentVerification?: ResidentVerificationResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
  Ward?: WardResolvers<ContextType>;
};

