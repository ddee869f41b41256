import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RegionParent, RegionHealthParent, HealthFacilityParent, ResidentParent, ResidentHealthParent } from '../resolver-parents.ts';
import type { HealthContext } from '../context.ts';
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

/** Fasilitas kesehatan. A health facility. */
export type HealthFacility = Sourced & {
  /** Tempat tidur; null bila tidak dilaporkan. Beds; null where not reported. */
  beds: Maybe<HospitalBeds>;
  /** Kode fasilitas pada sistem wilayahnya. The facility's code in its region's system. */
  code: Scalars['String']['output'];
  /** Jumlah dokter; null bila tidak dilaporkan. How many doctors; null where not reported. */
  doctors: Maybe<Scalars['Int']['output']>;
  /** Jenis, misalnya RSUD atau Puskesmas. The kind, such as RSUD or Puskesmas. */
  kind: Maybe<Scalars['String']['output']>;
  /** Nama fasilitas. The facility's name. */
  name: Maybe<Scalars['String']['output']>;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Kode wilayah. The region's code. */
  regionCode: Scalars['RegionCode']['output'];
};

/** Satu halaman fasilitas kesehatan. One page of health facilities. */
export type HealthFacilityConnection = {
  /** Fasilitas beserta kursornya. The facilities with their cursors. */
  edges: Array<HealthFacilityEdge>;
  /** Keterangan halaman. About the page. */
  pageInfo: PageInfo;
};

/** Satu fasilitas dalam halaman. One facility of a page. */
export type HealthFacilityEdge = {
  /** Kursor buram yang ditandatangani. An opaque, signed cursor. */
  cursor: Scalars['String']['output'];
  /** Fasilitasnya. The facility. */
  node: HealthFacility;
};

/** Tempat tidur rumah sakit. Hospital beds. */
export type HospitalBeds = {
  /** Kosong. Free. */
  free: Scalars['Int']['output'];
  /** Terisi. Occupied. */
  occupied: Scalars['Int']['output'];
  /** Jumlah seluruhnya. In all. */
  total: Scalars['Int']['output'];
};

/** Satu imunisasi (FHIR Immunization). One immunisation (FHIR Immunization). */
export type Immunization = {
  /** Dosis ke-. The dose's number. */
  doseNumber: Maybe<Scalars['Int']['output']>;
  /** Tanggal pemberian. The date it was given. */
  occurredOn: Maybe<Scalars['Date']['output']>;
  /** Keadaan catatan. The record's status. */
  status: ImmunizationStatus;
  /** Nama vaksin. The vaccine's name. */
  vaccine: Maybe<Scalars['String']['output']>;
  /** Kode vaksin (KFA atau CVX); null bila hanya tercatat namanya. The vaccine's code (KFA or CVX); null where only its name is on record. */
  vaccineCode: Maybe<Scalars['String']['output']>;
};

/** Keadaan catatan imunisasi menurut FHIR. An immunisation record's status, as FHIR has it. */
export type ImmunizationStatus =
  /** Sudah diberikan. Given. */
  | 'COMPLETED'
  /** Salah catat. Entered in error. */
  | 'ENTERED_IN_ERROR'
  /** Tidak diberikan. Not done. */
  | 'NOT_DONE';

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
   * Satu fasilitas kesehatan menurut kodenya.
   * One health facility by its code.
   */
  healthFacility: Maybe<HealthFacility>;
};


export type QueryHealthFacilityArgs = {
  code: Scalars['String']['input'];
  regionCode: Scalars['RegionCode']['input'];
};

export type Region = {
  code: Scalars['RegionCode']['output'];
  /** Kesehatan di wilayah ini. Health in this region. */
  health: Maybe<RegionHealth>;
};

/** Kesehatan di suatu kabupaten atau kota. Health in a regency or city. */
export type RegionHealth = Sourced & {
  /** Definisi yang dipakai. The definition used. */
  definition: Scalars['String']['output'];
  /** Fasilitas menurut kode. Facilities, by code. */
  facilities: HealthFacilityConnection;
  /** Tempat tidur rumah sakit yang kosong. Free hospital beds. */
  freeBeds: Count;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Tempat tidur rumah sakit seluruhnya. Hospital beds in all. */
  totalBeds: Count;
};


/** Kesehatan di suatu kabupaten atau kota. Health in a regency or city. */
export type RegionHealthFacilitiesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Resident = {
  /** Yang dicatat sektor kesehatan tentang penduduk ini. What the health sector holds of this resident. */
  health: Maybe<ResidentHealth>;
  nik: Maybe<Scalars['Nik']['output']>;
};

/** Yang dicatat sektor kesehatan tentang seorang penduduk. What the health sector holds of a resident. */
export type ResidentHealth = Sourced & {
  /** Nomor IHS di SATUSEHAT. The IHS number in SATUSEHAT. */
  ihsNumber: Scalars['String']['output'];
  /** Imunisasi yang tercatat, yang terbaru lebih dulu. Immunisations on record, latest first. */
  immunizations: Array<Immunization>;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
};

/**
 * Objek yang berasal dari suatu sistem dan menyebutkan asalnya.
 * An object that comes from a system and says from which.
 */
export type Sourced = {
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
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
  HealthFacility: HealthFacility;
  Region: Region;
  Resident: Resident;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  HealthFacility:
    ( { __typename: 'HealthFacility' }
    & GraphQLRecursivePick<FederationTypes['HealthFacility'], {"regionCode":true,"code":true}> );
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
    | ( HealthFacilityParent )
    | ( RegionHealthParent )
    | ( ResidentHealthParent )
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
  HealthFacility: ResolverTypeWrapper<HealthFacilityParent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  HealthFacilityConnection: ResolverTypeWrapper<Omit<HealthFacilityConnection, 'edges'> & { edges: Array<ResolversTypes['HealthFacilityEdge']> }>;
  HealthFacilityEdge: ResolverTypeWrapper<Omit<HealthFacilityEdge, 'node'> & { node: ResolversTypes['HealthFacility'] }>;
  HospitalBeds: ResolverTypeWrapper<HospitalBeds>;
  Immunization: ResolverTypeWrapper<Immunization>;
  ImmunizationStatus: ImmunizationStatus;
  Nik: ResolverTypeWrapper<Scalars['Nik']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Provenance: ResolverTypeWrapper<Provenance>;
  ProvenanceState: ProvenanceState;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<RegionParent>;
  RegionCode: ResolverTypeWrapper<Scalars['RegionCode']['output']>;
  RegionHealth: ResolverTypeWrapper<RegionHealthParent>;
  Resident: ResolverTypeWrapper<ResidentParent>;
  ResidentHealth: ResolverTypeWrapper<ResidentHealthParent>;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Count: Count;
  Int: Scalars['Int']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  HealthFacility: HealthFacilityParent;
  String: Scalars['String']['output'];
  HealthFacilityConnection: Omit<HealthFacilityConnection, 'edges'> & { edges: Array<ResolversParentTypes['HealthFacilityEdge']> };
  HealthFacilityEdge: Omit<HealthFacilityEdge, 'node'> & { node: ResolversParentTypes['HealthFacility'] };
  HospitalBeds: HospitalBeds;
  Immunization: Immunization;
  Nik: Scalars['Nik']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Provenance: Provenance;
  Query: Record<PropertyKey, never>;
  Region: RegionParent;
  RegionCode: Scalars['RegionCode']['output'];
  RegionHealth: RegionHealthParent;
  Resident: ResidentParent;
  ResidentHealth: ResidentHealthParent;
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
};

export type CountResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = {
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

export type HealthFacilityResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['HealthFacility'] = ResolversParentTypes['HealthFacility'], FederationReferenceType extends FederationReferenceTypes['HealthFacility'] = FederationReferenceTypes['HealthFacility']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['HealthFacility']> | FederationReferenceType, FederationReferenceType, ContextType>;
  beds?: Resolver<Maybe<ResolversTypes['HospitalBeds']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  doctors?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HealthFacilityConnectionResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['HealthFacilityConnection'] = ResolversParentTypes['HealthFacilityConnection']> = {
  edges?: Resolver<Array<ResolversTypes['HealthFacilityEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type HealthFacilityEdgeResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['HealthFacilityEdge'] = ResolversParentTypes['HealthFacilityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HealthFacility'], ParentType, ContextType>;
};

export type HospitalBedsResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['HospitalBeds'] = ResolversParentTypes['HospitalBeds']> = {
  free?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  occupied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImmunizationResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Immunization'] = ResolversParentTypes['Immunization']> = {
  doseNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  occurredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ImmunizationStatus'], ParentType, ContextType>;
  vaccine?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vaccineCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface NikScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Nik'], any> {
  name: 'Nik';
}

export type PageInfoResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  controller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProvenanceState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  healthFacility?: Resolver<Maybe<ResolversTypes['HealthFacility']>, ParentType, ContextType, RequireFields<QueryHealthFacilityArgs, 'code' | 'regionCode'>>;
};

export type RegionResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['RegionHealth']>, ParentType, ContextType>;
};

export interface RegionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RegionCode'], any> {
  name: 'RegionCode';
}

export type RegionHealthResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['RegionHealth'] = ResolversParentTypes['RegionHealth']> = {
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  facilities?: Resolver<ResolversTypes['HealthFacilityConnection'], ParentType, ContextType, RequireFields<RegionHealthFacilitiesArgs, 'first'>>;
  freeBeds?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  totalBeds?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResidentResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Resident'] = ResolversParentTypes['Resident'], FederationReferenceType extends FederationReferenceTypes['Resident'] = FederationReferenceTypes['Resident']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Resident']> | FederationReferenceType, FederationReferenceType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['ResidentHealth']>, ParentType, ContextType>;
  nik?: Resolver<Maybe<ResolversTypes['Nik']>, ParentType, ContextType>;
};

export type ResidentHealthResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['ResidentHealth'] = ResolversParentTypes['ResidentHealth']> = {
  ihsNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  immunizations?: Resolver<Array<ResolversTypes['Immunization']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = HealthContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<'HealthFacility' | 'RegionHealth' | 'ResidentHealth', ParentType, ContextType>;
};

export type Resolvers<ContextType = HealthContext> = {
  Count?: CountResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  HealthFacility?: HealthFacilityResolvers<ContextType>;
  HealthFacilityConnection?: HealthFacilityConnectionResolvers<ContextType>;
  HealthFacilityEdge?: HealthFacilityEdgeResolvers<ContextType>;
  HospitalBeds?: HospitalBedsResolvers<ContextType>;
  Immunization?: ImmunizationResolvers<ContextType>;
  Nik?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegionCode?: GraphQLScalarType;
  RegionHealth?: RegionHealthResolvers<ContextType>;
  Resident?: ResidentResolvers<ContextType>;
  ResidentHealth?: ResidentHealthResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
};

