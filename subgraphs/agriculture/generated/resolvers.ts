import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RegionParent, RegionAgricultureParent, ResidentParent, ResidentAgricultureParent } from '../resolver-parents.ts';
import type { AgricultureContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
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

/** Alokasi pupuk bersubsidi bagi seorang petani. An allocation of subsidised fertiliser to a farmer. */
export type FertiliserAllocation = {
  /** Luas lahan, hektare. The land's area, in hectares. */
  areaHectares: Maybe<Scalars['Decimal']['output']>;
  /** Komoditas. The commodity. */
  commodity: Maybe<Scalars['String']['output']>;
  /** Kelompok tani. The farmers' group. */
  farmerGroup: Maybe<Scalars['String']['output']>;
  /** NPK, kilogram. NPK, in kilograms. */
  npkKg: Maybe<Scalars['Decimal']['output']>;
  /** Organik, kilogram. Organic, in kilograms. */
  organicKg: Maybe<Scalars['Decimal']['output']>;
  /** Musim tanam, 1 sampai 3. The planting season, 1 to 3. */
  season: Scalars['Int']['output'];
  /** Urea, kilogram. Urea, in kilograms. */
  ureaKg: Maybe<Scalars['Decimal']['output']>;
  /** Tahun. The year. */
  year: Scalars['Int']['output'];
};

/** Keterangan halaman menurut spesifikasi koneksi. About a page, as the connections specification has it. */
export type PageInfo = {
  /** Kursor terakhir halaman ini. This page's last cursor. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Masih ada halaman berikutnya. Whether a page follows. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Luas tanam satu komoditas. The planted area of one commodity. */
export type PlantedArea = {
  /** Komoditas sebagaimana dilaporkan. The commodity as reported. */
  commodity: Scalars['String']['output'];
  /** Luas, hektare. The area, in hectares. */
  hectares: Scalars['Decimal']['output'];
  /** Jumlah laporan. How many reports. */
  reports: Count;
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

export type Region = {
  /** Pertanian di wilayah ini. Agriculture in this region. */
  agriculture: Maybe<RegionAgriculture>;
  code: Scalars['RegionCode']['output'];
};

/** Pertanian di suatu kabupaten atau kota. Agriculture in a regency or city. */
export type RegionAgriculture = Sourced & {
  /** Luas tanam menurut komoditas; yang kurang dari 10 laporan digabung sebagai Lainnya. Planted area by commodity; those of fewer than 10 reports come together as Lainnya. */
  byCommodity: Array<PlantedArea>;
  /** Definisi yang dipakai. The definition used. */
  definition: Scalars['String']['output'];
  /** Luas tanam seluruhnya, hektare; null bila kurang dari 10 laporan. Planted area in all, in hectares; null under 10 reports. */
  plantedHectares: Maybe<Scalars['Decimal']['output']>;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Tahun laporan tanam. The year of the planting reports. */
  year: Scalars['Int']['output'];
};

export type Resident = {
  /** Yang dicatat sektor pertanian tentang penduduk ini. What the agricultural sector holds of this resident. */
  agriculture: Maybe<ResidentAgriculture>;
  nik: Maybe<Scalars['Nik']['output']>;
};

/** Yang dicatat sektor pertanian tentang seorang penduduk. What the agricultural sector holds of a resident. */
export type ResidentAgriculture = Sourced & {
  /** Alokasi pupuk bersubsidi (e-RDKK). Allocations of subsidised fertiliser (e-RDKK). */
  allocations: Array<FertiliserAllocation>;
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
  Region: Region;
  Resident: Resident;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
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
    | ( RegionAgricultureParent )
    | ( ResidentAgricultureParent )
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
  FertiliserAllocation: ResolverTypeWrapper<FertiliserAllocation>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Nik: ResolverTypeWrapper<Scalars['Nik']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PlantedArea: ResolverTypeWrapper<PlantedArea>;
  Provenance: ResolverTypeWrapper<Provenance>;
  ProvenanceState: ProvenanceState;
  Region: ResolverTypeWrapper<RegionParent>;
  RegionAgriculture: ResolverTypeWrapper<RegionAgricultureParent>;
  RegionCode: ResolverTypeWrapper<Scalars['RegionCode']['output']>;
  Resident: ResolverTypeWrapper<ResidentParent>;
  ResidentAgriculture: ResolverTypeWrapper<ResidentAgricultureParent>;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Count: Count;
  Int: Scalars['Int']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  FertiliserAllocation: FertiliserAllocation;
  String: Scalars['String']['output'];
  Nik: Scalars['Nik']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PlantedArea: PlantedArea;
  Provenance: Provenance;
  Region: RegionParent;
  RegionAgriculture: RegionAgricultureParent;
  RegionCode: Scalars['RegionCode']['output'];
  Resident: ResidentParent;
  ResidentAgriculture: ResidentAgricultureParent;
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
};

export type CountResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = {
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

export type FertiliserAllocationResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['FertiliserAllocation'] = ResolversParentTypes['FertiliserAllocation']> = {
  areaHectares?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  commodity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  farmerGroup?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  npkKg?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  organicKg?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  season?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ureaKg?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface NikScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Nik'], any> {
  name: 'Nik';
}

export type PageInfoResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PlantedAreaResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['PlantedArea'] = ResolversParentTypes['PlantedArea']> = {
  commodity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hectares?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  reports?: Resolver<ResolversTypes['Count'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  controller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProvenanceState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegionResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agriculture?: Resolver<Maybe<ResolversTypes['RegionAgriculture']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
};

export type RegionAgricultureResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['RegionAgriculture'] = ResolversParentTypes['RegionAgriculture']> = {
  byCommodity?: Resolver<Array<ResolversTypes['PlantedArea']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plantedHectares?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface RegionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RegionCode'], any> {
  name: 'RegionCode';
}

export type ResidentResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['Resident'] = ResolversParentTypes['Resident'], FederationReferenceType extends FederationReferenceTypes['Resident'] = FederationReferenceTypes['Resident']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Resident']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agriculture?: Resolver<Maybe<ResolversTypes['ResidentAgriculture']>, ParentType, ContextType>;
  nik?: Resolver<Maybe<ResolversTypes['Nik']>, ParentType, ContextType>;
};

export type ResidentAgricultureResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['ResidentAgriculture'] = ResolversParentTypes['ResidentAgriculture']> = {
  allocations?: Resolver<Array<ResolversTypes['FertiliserAllocation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = AgricultureContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<'RegionAgriculture' | 'ResidentAgriculture', ParentType, ContextType>;
};

export type Resolvers<ContextType = AgricultureContext> = {
  Count?: CountResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  FertiliserAllocation?: FertiliserAllocationResolvers<ContextType>;
  Nik?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlantedArea?: PlantedAreaResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegionAgriculture?: RegionAgricultureResolvers<ContextType>;
  RegionCode?: GraphQLScalarType;
  Resident?: ResidentResolvers<ContextType>;
  ResidentAgriculture?: ResidentAgricultureResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
};

