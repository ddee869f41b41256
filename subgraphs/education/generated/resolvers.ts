import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RegionParent, RegionEducationParent, SchoolParent, ResidentParent, ResidentEducationParent } from '../resolver-parents.ts';
import type { PupilRow } from '../pupil-source.ts';
import type { EducationContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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
   * Kode wilayah Kemendagri dengan titik, misalnya 36.71, 36.71.01 atau 36.71.01.1001.
   * The Ministry of Home Affairs' dotted code of a region, such as 36.71, 36.71.01 or 36.71.01.1001.
   */
  RegionCode: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
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

/** Keterangan halaman menurut spesifikasi koneksi. About a page, as the connections specification has it. */
export type PageInfo = {
  /** Kursor terakhir halaman ini. This page's last cursor. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Masih ada halaman berikutnya. Whether a page follows. */
  hasNextPage: Scalars['Boolean']['output'];
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
   * Satu sekolah menurut NPSN; null bila tidak dikenal di wilayah yang terikat.
   * One school by its NPSN; null where no bound region knows it.
   */
  school: Maybe<School>;
};


export type QuerySchoolArgs = {
  npsn: Scalars['String']['input'];
  regionCode: Scalars['RegionCode']['input'];
};

export type Region = {
  code: Scalars['RegionCode']['output'];
  /** Pendidikan di wilayah ini. Education in this region. */
  education: Maybe<RegionEducation>;
};

/**
 * Pendidikan di suatu kabupaten atau kota; angkanya dihitung sekali sebulan.
 * Education in a regency or city; its figures are counted once a month.
 */
export type RegionEducation = Sourced & {
  /** Menurut bentuk pendidikan. By kind of school. */
  byLevel: Array<SchoolLevelCount>;
  /** Definisi yang dipakai. The definition used. */
  definition: Scalars['String']['output'];
  /** Sekolah menurut NPSN. Schools, by NPSN. */
  list: SchoolConnection;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Jumlah murid di sekolah-sekolah itu. Pupils of those schools. */
  pupils: Count;
  /** Jumlah sekolah yang terikat. Schools bound. */
  schools: Count;
  /**
   * Berapa sekolah yang datanya lebih tua dari yang dijanjikan ketika dihitung.
   * How many schools' data was older than promised when it was counted.
   */
  staleSchools: Scalars['Int']['output'];
  /** Berapa sekolah terikat yang belum pernah menjawab, sehingga tidak terhitung. How many bound schools have never answered and are not counted. */
  unknownSchools: Scalars['Int']['output'];
};


/**
 * Pendidikan di suatu kabupaten atau kota; angkanya dihitung sekali sebulan.
 * Education in a regency or city; its figures are counted once a month.
 */
export type RegionEducationListArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Resident = {
  /** Yang dicatat sekolah-sekolah tentang penduduk ini. What schools hold of this resident. */
  education: Maybe<ResidentEducation>;
  nik: Maybe<Scalars['Nik']['output']>;
};

/** Yang dicatat sekolah-sekolah tentang seorang penduduk. What schools hold of a resident. */
export type ResidentEducation = Sourced & {
  /** Tempat ia bersekolah. Where he goes to school. */
  enrolments: Array<Student>;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
};

/** Sekolah menurut Dapodik. A school as Dapodik has it. */
export type School = Sourced & {
  /**
   * Rombongan belajar dan jumlah muridnya, dihitung sekali sebulan; asOf menyebut kapan.
   * Classes and how many pupils each has, counted once a month; asOf says when.
   */
  classes: Maybe<Array<SchoolClass>>;
  /** Bentuk pendidikan, misalnya SD, SMP, SMA. The kind of school, such as SD, SMP, SMA. */
  level: Maybe<Scalars['String']['output']>;
  /** Nama sekolah. The school's name. */
  name: Maybe<Scalars['String']['output']>;
  /** Nomor Pokok Sekolah Nasional. The school's national number. */
  npsn: Scalars['String']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Jumlah murid, dihitung bersama rombongan belajarnya. Pupils in all, counted with the classes. */
  pupils: Count;
  /** Kabupaten atau kota. The regency or city. */
  region: Region;
  /** Negeri atau swasta. Public or private. */
  status: Maybe<SchoolStatus>;
  /** Desa atau kelurahan, bila kodenya dikenal. The village, where its code is known. */
  village: Maybe<Region>;
};

/** Rombongan belajar. A class. */
export type SchoolClass = {
  /** Tingkat pendidikan. The grade. */
  grade: Maybe<Scalars['String']['output']>;
  /** Nama rombongan belajar. The class's name. */
  name: Scalars['String']['output'];
  /** Jumlah murid; ditutup bila kurang dari 10. How many pupils; suppressed under 10. */
  pupils: Count;
};

/** Satu halaman sekolah. One page of schools. */
export type SchoolConnection = {
  /** Sekolah beserta kursornya. The schools with their cursors. */
  edges: Array<SchoolEdge>;
  /** Keterangan halaman. About the page. */
  pageInfo: PageInfo;
};

/** Satu sekolah dalam halaman. One school of a page. */
export type SchoolEdge = {
  /** Kursor buram yang ditandatangani. An opaque, signed cursor. */
  cursor: Scalars['String']['output'];
  /** Sekolahnya. The school. */
  node: School;
};

/** Jumlah sekolah dan murid satu bentuk pendidikan. Schools and pupils of one kind of school. */
export type SchoolLevelCount = {
  /** Bentuk pendidikan. The kind of school. */
  level: Scalars['String']['output'];
  /** Jumlah murid. How many pupils. */
  pupils: Count;
  /** Jumlah sekolah. How many schools. */
  schools: Count;
};

/** Status sekolah. A school's status. */
export type SchoolStatus =
  /** Swasta. Private. */
  | 'PRIVATE'
  /** Negeri. Public. */
  | 'PUBLIC';

/**
 * Objek yang berasal dari suatu sistem dan menyebutkan asalnya.
 * An object that comes from a system and says from which.
 */
export type Sourced = {
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
};

/** Seorang murid sebagaimana tercatat di sekolahnya. A pupil as his school has him on record. */
export type Student = Sourced & {
  /** Rombongan belajar. The class. */
  className: Maybe<Scalars['String']['output']>;
  /** Tingkat. The grade. */
  grade: Maybe<Scalars['String']['output']>;
  /** Nama menurut sekolah. The name as the school has it. */
  nameOnRecord: Maybe<Scalars['String']['output']>;
  /** NIK menurut sekolah; sering tidak ada. The NIK as the school has it; often missing. */
  nik: Maybe<Scalars['Nik']['output']>;
  /** Nomor Induk Siswa Nasional. The national pupil number. */
  nisn: Maybe<Scalars['String']['output']>;
  /** Nomor peserta didik di Dapodik. The pupil's identifier in Dapodik. */
  pesertaDidikId: Scalars['ID']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Penduduk ini menurut register; null bila NIK-nya tidak ada. This resident as registered; null where the NIK is missing. */
  resident: Maybe<Resident>;
  /** Sekolah. The school. */
  school: Maybe<School>;
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
  Region: Region;
  Resident: Resident;
  School: School;
  Student: Student;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
  Resident:
    ( { __typename: 'Resident' }
    & GraphQLRecursivePick<FederationTypes['Resident'], {"nik":true}> );
  School:
    ( { __typename: 'School' }
    & GraphQLRecursivePick<FederationTypes['School'], {"npsn":true}> );
  Student:
    ( { __typename: 'Student' }
    & GraphQLRecursivePick<FederationTypes['Student'], {"pesertaDidikId":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Sourced:
    | ( RegionEducationParent )
    | ( ResidentEducationParent )
    | ( SchoolParent )
    | ( PupilRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Count: ResolverTypeWrapper<Count>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CountStatus: CountStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Nik: ResolverTypeWrapper<Scalars['Nik']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Provenance: ResolverTypeWrapper<Provenance>;
  ProvenanceState: ProvenanceState;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<RegionParent>;
  RegionCode: ResolverTypeWrapper<Scalars['RegionCode']['output']>;
  RegionEducation: ResolverTypeWrapper<RegionEducationParent>;
  Resident: ResolverTypeWrapper<ResidentParent>;
  ResidentEducation: ResolverTypeWrapper<ResidentEducationParent>;
  School: ResolverTypeWrapper<SchoolParent>;
  SchoolClass: ResolverTypeWrapper<SchoolClass>;
  SchoolConnection: ResolverTypeWrapper<Omit<SchoolConnection, 'edges'> & { edges: Array<ResolversTypes['SchoolEdge']> }>;
  SchoolEdge: ResolverTypeWrapper<Omit<SchoolEdge, 'node'> & { node: ResolversTypes['School'] }>;
  SchoolLevelCount: ResolverTypeWrapper<SchoolLevelCount>;
  SchoolStatus: SchoolStatus;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
  Student: ResolverTypeWrapper<PupilRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Count: Count;
  Int: Scalars['Int']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Nik: Scalars['Nik']['output'];
  PageInfo: PageInfo;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Provenance: Provenance;
  Query: Record<PropertyKey, never>;
  Region: RegionParent;
  RegionCode: Scalars['RegionCode']['output'];
  RegionEducation: RegionEducationParent;
  Resident: ResidentParent;
  ResidentEducation: ResidentEducationParent;
  School: SchoolParent;
  SchoolClass: SchoolClass;
  SchoolConnection: Omit<SchoolConnection, 'edges'> & { edges: Array<ResolversParentTypes['SchoolEdge']> };
  SchoolEdge: Omit<SchoolEdge, 'node'> & { node: ResolversParentTypes['School'] };
  SchoolLevelCount: SchoolLevelCount;
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
  Student: PupilRow;
  ID: Scalars['ID']['output'];
};

export type CountResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = {
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

export interface NikScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Nik'], any> {
  name: 'Nik';
}

export type PageInfoResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  controller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProvenanceState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  school?: Resolver<Maybe<ResolversTypes['School']>, ParentType, ContextType, RequireFields<QuerySchoolArgs, 'npsn' | 'regionCode'>>;
};

export type RegionResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  education?: Resolver<Maybe<ResolversTypes['RegionEducation']>, ParentType, ContextType>;
};

export interface RegionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RegionCode'], any> {
  name: 'RegionCode';
}

export type RegionEducationResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['RegionEducation'] = ResolversParentTypes['RegionEducation']> = {
  byLevel?: Resolver<Array<ResolversTypes['SchoolLevelCount']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  list?: Resolver<ResolversTypes['SchoolConnection'], ParentType, ContextType, RequireFields<RegionEducationListArgs, 'first'>>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  pupils?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  schools?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  staleSchools?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknownSchools?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResidentResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Resident'] = ResolversParentTypes['Resident'], FederationReferenceType extends FederationReferenceTypes['Resident'] = FederationReferenceTypes['Resident']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Resident']> | FederationReferenceType, FederationReferenceType, ContextType>;
  education?: Resolver<Maybe<ResolversTypes['ResidentEducation']>, ParentType, ContextType>;
  nik?: Resolver<Maybe<ResolversTypes['Nik']>, ParentType, ContextType>;
};

export type ResidentEducationResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['ResidentEducation'] = ResolversParentTypes['ResidentEducation']> = {
  enrolments?: Resolver<Array<ResolversTypes['Student']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchoolResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['School'] = ResolversParentTypes['School'], FederationReferenceType extends FederationReferenceTypes['School'] = FederationReferenceTypes['School']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['School']> | FederationReferenceType, FederationReferenceType, ContextType>;
  classes?: Resolver<Maybe<Array<ResolversTypes['SchoolClass']>>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  npsn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  pupils?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SchoolStatus']>, ParentType, ContextType>;
  village?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchoolClassResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['SchoolClass'] = ResolversParentTypes['SchoolClass']> = {
  grade?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pupils?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
};

export type SchoolConnectionResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['SchoolConnection'] = ResolversParentTypes['SchoolConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SchoolEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SchoolEdgeResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['SchoolEdge'] = ResolversParentTypes['SchoolEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['School'], ParentType, ContextType>;
};

export type SchoolLevelCountResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['SchoolLevelCount'] = ResolversParentTypes['SchoolLevelCount']> = {
  level?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pupils?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  schools?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<'RegionEducation' | 'ResidentEducation' | 'School' | 'Student', ParentType, ContextType>;
};

export type StudentResolvers<ContextType = EducationContext, ParentType extends ResolversParentTypes['Student'] = ResolversParentTypes['Student'], FederationReferenceType extends FederationReferenceTypes['Student'] = FederationReferenceTypes['Student']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Student']> | FederationReferenceType, FederationReferenceType, ContextType>;
  className?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  grade?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nameOnRecord?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nik?: Resolver<Maybe<ResolversTypes['Nik']>, ParentType, ContextType>;
  nisn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pesertaDidikId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  resident?: Resolver<Maybe<ResolversTypes['Resident']>, ParentType, ContextType>;
  school?: Resolver<Maybe<ResolversTypes['School']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = EducationContext> = {
  Count?: CountResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Nik?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegionCode?: GraphQLScalarType;
  RegionEducation?: RegionEducationResolvers<ContextType>;
  Resident?: ResidentResolvers<ContextType>;
  ResidentEducation?: ResidentEducationResolvers<ContextType>;
  School?: SchoolResolvers<ContextType>;
  SchoolClass?: SchoolClassResolvers<ContextType>;
  SchoolConnection?: SchoolConnectionResolvers<ContextType>;
  SchoolEdge?: SchoolEdgeResolvers<ContextType>;
  SchoolLevelCount?: SchoolLevelCountResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
  Student?: StudentResolvers<ContextType>;
};

