import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ListedRegion } from '../region.ts';
import type { RegionsContext } from '../context.ts';
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

/** Bagian yang tidak ada, misalnya sekolah yang servernya mati. Parts that are missing, such as schools whose server is down. */
export type CoverageGap = {
  /** Berapa bagian yang tidak ada atau terlalu tua. How many parts are missing or too old. */
  missing: Scalars['Int']['output'];
  /** Berapa bagian seluruhnya. How many parts in all. */
  of: Scalars['Int']['output'];
};

/** Keadaan suatu port pada satu wilayah. The state of a port in one region. */
export type CoverageState =
  /** Terikat; keadaannya tidak diketahui di sini. Bound; its state is not known here. */
  | 'BOUND'
  /** Sistemnya tidak menjawab, atau belum pernah dipanen. The system does not answer, or was never harvested. */
  | 'DOWN'
  /** Dibaca langsung; sistemnya menjawab. Read directly; the system answers. */
  | 'LIVE'
  /** Dalam masa pemeliharaan. In a maintenance window. */
  | 'MAINTENANCE'
  /** Tidak ada sistem. No system bound. */
  | 'NOT_BOUND'
  /** Dimatikan oleh wilayah. Switched off by the region. */
  | 'OFF'
  /** Dari replika atau berkas yang masih baru. From a replica or a file that is fresh. */
  | 'REPLICA'
  /** Dari replika yang lebih tua daripada yang dijanjikan. From a replica older than promised. */
  | 'STALE';

/** Keterangan halaman menurut spesifikasi koneksi. About a page, as the connections specification has it. */
export type PageInfo = {
  /** Kursor terakhir halaman ini. This page's last cursor. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Masih ada halaman berikutnya. Whether a page follows. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Ketersediaan satu port pada satu wilayah. What one region has for one port. */
export type PortCoverage = {
  /** Keadaan data pada saat ini; null bila tidak diketahui. The instant as of which its data is stated; null where unknown. */
  asOf: Maybe<Scalars['DateTime']['output']>;
  /** Pemilik data. The controller of the data. */
  controller: Maybe<Scalars['String']['output']>;
  /** Bagian yang tidak ada atau terlalu tua; null bila lengkap. What is missing or too old; null where nothing is. */
  gap: Maybe<CoverageGap>;
  /** Nama port, misalnya Resident. The port's name, such as Resident. */
  port: Scalars['String']['output'];
  /** Keadaannya. Its state. */
  state: CoverageState;
  /** Sistem yang melayani; null bila tidak terikat. The system that serves it; null where none is bound. */
  system: Maybe<Scalars['String']['output']>;
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
   * Delapan kabupaten dan kota Provinsi Banten, menurut kode.
   * The eight regencies and cities of the province of Banten, by code.
   */
  regencies: Array<Region>;
  /**
   * Satu wilayah menurut kodenya; null bila kode itu tidak ada di Banten.
   * One region by its code; null where Banten has no such code.
   */
  region: Maybe<Region>;
};


export type QueryRegionArgs = {
  code: Scalars['RegionCode']['input'];
};

/**
 * Wilayah administrasi: provinsi, kabupaten atau kota, kecamatan, desa atau kelurahan.
 * An administrative region: province, regency or city, district, village.
 */
export type Region = {
  /** Kode BPS; hanya diketahui untuk provinsi dan kabupaten/kota. The statistics office's code; known for the province and regencies only. */
  bpsCode: Maybe<Scalars['String']['output']>;
  /**
   * Wilayah setingkat di bawahnya, menurut kode.
   * The regions one level below, by code.
   */
  children: RegionConnection;
  /** Kode Kemendagri. The Ministry of Home Affairs' code. */
  code: Scalars['RegionCode']['output'];
  /**
   * Apa yang tersedia dari wilayah ini, per port: sistem apa dan dalam keadaan apa. Hanya untuk kabupaten dan kota.
   * What is to be had of this region, per port: from which system, in which state. For regencies and cities only.
   */
  coverage: Maybe<Array<PortCoverage>>;
  /** Tingkat wilayah. The region's level. */
  level: RegionLevel;
  /** Nama resmi. The official name. */
  name: Scalars['String']['output'];
  /** Wilayah induk; null untuk provinsi. The region it is part of; null for the province. */
  parent: Maybe<Region>;
  /** Berlaku sejak, bila diketahui. Valid from, where known. */
  validFrom: Maybe<Scalars['Date']['output']>;
  /** Berlaku sampai; null selama masih berlaku. Valid to; null while in force. */
  validTo: Maybe<Scalars['Date']['output']>;
};


/**
 * Wilayah administrasi: provinsi, kabupaten atau kota, kecamatan, desa atau kelurahan.
 * An administrative region: province, regency or city, district, village.
 */
export type RegionChildrenArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Satu halaman wilayah. One page of regions. */
export type RegionConnection = {
  /** Wilayah beserta kursornya. The regions with their cursors. */
  edges: Array<RegionEdge>;
  /** Keterangan halaman. About the page. */
  pageInfo: PageInfo;
  /** Jumlah seluruhnya. How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** Satu wilayah dalam halaman. One region of a page. */
export type RegionEdge = {
  /** Kursor buram yang ditandatangani. An opaque, signed cursor. */
  cursor: Scalars['String']['output'];
  /** Wilayahnya. The region. */
  node: Region;
};

/** Tingkat wilayah administrasi. The level of an administrative region. */
export type RegionLevel =
  /** Kecamatan. District. */
  | 'DISTRICT'
  /** Provinsi. Province. */
  | 'PROVINCE'
  /** Kabupaten atau kota. Regency or city. */
  | 'REGENCY'
  /** Desa atau kelurahan. Village. */
  | 'VILLAGE';

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
  Region: Region;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Sourced: never;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Count: ResolverTypeWrapper<Count>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CountStatus: CountStatus;
  CoverageGap: ResolverTypeWrapper<CoverageGap>;
  CoverageState: CoverageState;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PortCoverage: ResolverTypeWrapper<PortCoverage>;
  Provenance: ResolverTypeWrapper<Provenance>;
  ProvenanceState: ProvenanceState;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<ListedRegion>;
  RegionCode: ResolverTypeWrapper<Scalars['RegionCode']['output']>;
  RegionConnection: ResolverTypeWrapper<Omit<RegionConnection, 'edges'> & { edges: Array<ResolversTypes['RegionEdge']> }>;
  RegionEdge: ResolverTypeWrapper<Omit<RegionEdge, 'node'> & { node: ResolversTypes['Region'] }>;
  RegionLevel: RegionLevel;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Count: Count;
  Int: Scalars['Int']['output'];
  CoverageGap: CoverageGap;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  PageInfo: PageInfo;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  PortCoverage: PortCoverage;
  Provenance: Provenance;
  Query: Record<PropertyKey, never>;
  Region: ListedRegion;
  RegionCode: Scalars['RegionCode']['output'];
  RegionConnection: Omit<RegionConnection, 'edges'> & { edges: Array<ResolversParentTypes['RegionEdge']> };
  RegionEdge: Omit<RegionEdge, 'node'> & { node: ResolversParentTypes['Region'] };
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
};

export type CountResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CountStatus'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CoverageGapResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['CoverageGap'] = ResolversParentTypes['CoverageGap']> = {
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type PageInfoResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PortCoverageResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['PortCoverage'] = ResolversParentTypes['PortCoverage']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  controller?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['CoverageGap']>, ParentType, ContextType>;
  port?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CoverageState'], ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  controller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProvenanceState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  regencies?: Resolver<Array<ResolversTypes['Region']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType, RequireFields<QueryRegionArgs, 'code'>>;
};

export type RegionResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  bpsCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  children?: Resolver<ResolversTypes['RegionConnection'], ParentType, ContextType, RequireFields<RegionChildrenArgs, 'first'>>;
  code?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  coverage?: Resolver<Maybe<Array<ResolversTypes['PortCoverage']>>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['RegionLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export interface RegionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RegionCode'], any> {
  name: 'RegionCode';
}

export type RegionConnectionResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['RegionConnection'] = ResolversParentTypes['RegionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RegionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegionEdgeResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['RegionEdge'] = ResolversParentTypes['RegionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = RegionsContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type Resolvers<ContextType = RegionsContext> = {
  Count?: CountResolvers<ContextType>;
  CoverageGap?: CoverageGapResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  PortCoverage?: PortCoverageResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegionCode?: GraphQLScalarType;
  RegionConnection?: RegionConnectionResolvers<ContextType>;
  RegionEdge?: RegionEdgeResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
};

