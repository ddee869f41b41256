import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RegionParent, RegionFinanceParent, SpendingUnitParent, BudgetLineParent, PaymentOrderParent, ResidentParent, ResidentFinanceParent } from '../resolver-parents.ts';
import type { FinanceContext } from '../context.ts';
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

/** Satu bantuan sosial yang diterima. One instance of social aid received. */
export type AidReceived = Sourced & {
  /** Jumlah, rupiah. The amount, in rupiah. */
  amount: Scalars['Decimal']['output'];
  /** Tahun anggaran. The fiscal year. */
  fiscalYear: Scalars['Int']['output'];
  /** Dibayarkan pada; null bila belum. Paid on; null while it is not. */
  paidOn: Maybe<Scalars['Date']['output']>;
  /** Nama program. The programme's name. */
  programme: Scalars['String']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
};

/** Anggaran dan realisasi satu rekening. Budget and realisation of one account. */
export type BudgetLine = Sourced & {
  /** Kode rekening Permendagri 90/2019, misalnya 5.1.02.01.01.0001. The account code of Permendagri 90/2019, such as 5.1.02.01.01.0001. */
  accountCode: Scalars['String']['output'];
  /** Nama rekening. The account's name. */
  accountName: Maybe<Scalars['String']['output']>;
  /** Anggaran, rupiah. Budget, in rupiah. */
  budget: Scalars['Decimal']['output'];
  /** Asal anggaran ini. Where this budget comes from. */
  provenance: Provenance;
  /** Realisasi, rupiah; null bila wilayah hanya punya anggaran. Realisation, in rupiah; null where the region has a budget only. */
  realisation: Maybe<Scalars['Decimal']['output']>;
  /**
   * Asal realisasi, yang dapat lain umurnya daripada anggaran; null bila wilayah hanya punya anggaran.
   * Where the realisation comes from, which may be of another age than the budget; null where the region has a budget only.
   */
  realisationProvenance: Maybe<Provenance>;
};

/** Satu halaman rincian anggaran. One page of budget lines. */
export type BudgetLineConnection = {
  /** Rincian beserta kursornya. The lines with their cursors. */
  edges: Array<BudgetLineEdge>;
  /** Keterangan halaman. About the page. */
  pageInfo: PageInfo;
};

/** Satu rincian dalam halaman. One line of a page. */
export type BudgetLineEdge = {
  /** Kursor buram yang ditandatangani. An opaque, signed cursor. */
  cursor: Scalars['String']['output'];
  /** Rinciannya. The line. */
  node: BudgetLine;
};

/** Tahap anggaran daerah. The stage of a regional budget. */
export type BudgetStage =
  /** Perubahan APBD. The amended budget. */
  | 'AMENDED'
  /** APBD murni. The original budget. */
  | 'ORIGINAL'
  /** Pergeseran. Shifted. */
  | 'SHIFTED';

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

/** Surat Perintah Pencairan Dana. A payment order of the treasury (SP2D). */
export type PaymentOrder = Sourced & {
  /** Jumlah, rupiah. The amount, in rupiah. */
  amount: Scalars['Decimal']['output'];
  /** Tanggal SP2D. The payment order's date. */
  issuedOn: Scalars['Date']['output'];
  /** Nomor SP2D. The payment order's number. */
  number: Scalars['String']['output'];
  /**
   * Penerima bila badan atau bendahara; null bila perorangan, yang tidak pernah ditampilkan.
   * The payee where it is an organisation or a treasurer; null for natural persons, who are never shown.
   */
  payeeOrganisation: Maybe<Scalars['String']['output']>;
  /** Nomor SPM. The number of the order to pay (SPM). */
  paymentRequestNumber: Scalars['String']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Kode wilayah. The region's code. */
  regionCode: Scalars['RegionCode']['output'];
  /** Satuan kerja. The spending unit. */
  spendingUnit: Maybe<SpendingUnit>;
};

/** Satu halaman SP2D. One page of payment orders. */
export type PaymentOrderConnection = {
  /** SP2D beserta kursornya. The payment orders with their cursors. */
  edges: Array<PaymentOrderEdge>;
  /** Keterangan halaman. About the page. */
  pageInfo: PageInfo;
};

/** Satu SP2D dalam halaman. One payment order of a page. */
export type PaymentOrderEdge = {
  /** Kursor buram yang ditandatangani. An opaque, signed cursor. */
  cursor: Scalars['String']['output'];
  /** SP2D-nya. The payment order. */
  node: PaymentOrder;
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
   * Satu SP2D menurut wilayah dan nomornya.
   * One payment order (SP2D) by its region and number.
   */
  paymentOrder: Maybe<PaymentOrder>;
};


export type QueryPaymentOrderArgs = {
  number: Scalars['String']['input'];
  regionCode: Scalars['RegionCode']['input'];
};

export type Region = {
  code: Scalars['RegionCode']['output'];
  /**
   * Keuangan wilayah ini pada satu tahun anggaran; tanpa tahun: tahun terakhir yang ada.
   * This region's finances in one fiscal year; without a year: the latest there is.
   */
  finance: Maybe<RegionFinance>;
};


export type RegionFinanceArgs = {
  fiscalYear: InputMaybe<Scalars['Int']['input']>;
};

/** Anggaran dan realisasi suatu kabupaten atau kota. Budget and realisation of a regency or city. */
export type RegionFinance = Sourced & {
  /** Jumlah anggaran belanja, rupiah. The expenditure budget, in rupiah. */
  budget: Scalars['Decimal']['output'];
  /** Tahun anggaran. The fiscal year. */
  fiscalYear: Scalars['Int']['output'];
  /**
   * SP2D menurut tanggal dan nomor, yang terbaru lebih dulu.
   * Payment orders by date and number, latest first.
   */
  paymentOrders: Maybe<PaymentOrderConnection>;
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /**
   * Jumlah belanja yang sudah dibayar (SP2D), rupiah; null dengan SOURCE_NOT_BOUND bila wilayah hanya punya anggaran.
   * Expenditure paid (SP2D), in rupiah; null with SOURCE_NOT_BOUND where the region has a budget only.
   */
  realisation: Maybe<Scalars['Decimal']['output']>;
  /**
   * Asal realisasi, yang dapat lain umurnya daripada anggaran; null bila wilayah hanya punya anggaran.
   * Where the realisation comes from, which may be of another age than the budget; null where the region has a budget only.
   */
  realisationProvenance: Maybe<Provenance>;
  /** Satuan kerja menurut kode. Spending units, by code. */
  spendingUnits: SpendingUnitConnection;
  /** Tahap anggaran, misalnya APBD atau Perubahan APBD. The budget's stage, such as APBD or its amendment. */
  stage: BudgetStage;
};


/** Anggaran dan realisasi suatu kabupaten atau kota. Budget and realisation of a regency or city. */
export type RegionFinancePaymentOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Anggaran dan realisasi suatu kabupaten atau kota. Budget and realisation of a regency or city. */
export type RegionFinanceSpendingUnitsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Resident = {
  /** Yang tercatat di keuangan daerah tentang penduduk ini. What regional finance holds of this resident. */
  finance: Maybe<ResidentFinance>;
  nik: Maybe<Scalars['Nik']['output']>;
};

/** Yang tercatat di keuangan daerah tentang seorang penduduk. What regional finance holds of a resident. */
export type ResidentFinance = Sourced & {
  /** Bantuan sosial yang diterima. Social aid received. */
  aid: Array<AidReceived>;
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

/** Satuan kerja (sub unit) suatu wilayah. A region's spending unit. */
export type SpendingUnit = Sourced & {
  /** Anggaran belanja tahun ini, rupiah. This year's expenditure budget, in rupiah. */
  budget: Maybe<Scalars['Decimal']['output']>;
  /**
   * Asal anggaran itu, yang dapat lain umurnya daripada satuan kerjanya.
   * Where that budget comes from, which may be of another age than the unit.
   */
  budgetProvenance: Maybe<Provenance>;
  /** Kode urusan.bidang.unit.sub, misalnya 1.01.01.01. The code function.field.unit.subunit, such as 1.01.01.01. */
  code: Scalars['String']['output'];
  /** Rincian menurut rekening. Lines by account. */
  lines: Maybe<BudgetLineConnection>;
  /** Nama satuan kerja. The spending unit's name. */
  name: Scalars['String']['output'];
  /** Asal data ini. Where this data comes from. */
  provenance: Provenance;
  /** Kode wilayah. The region's code. */
  regionCode: Scalars['RegionCode']['output'];
};


/** Satuan kerja (sub unit) suatu wilayah. A region's spending unit. */
export type SpendingUnitBudgetArgs = {
  fiscalYear: InputMaybe<Scalars['Int']['input']>;
};


/** Satuan kerja (sub unit) suatu wilayah. A region's spending unit. */
export type SpendingUnitBudgetProvenanceArgs = {
  fiscalYear: InputMaybe<Scalars['Int']['input']>;
};


/** Satuan kerja (sub unit) suatu wilayah. A region's spending unit. */
export type SpendingUnitLinesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  fiscalYear: InputMaybe<Scalars['Int']['input']>;
};

/** Satu halaman satuan kerja. One page of spending units. */
export type SpendingUnitConnection = {
  /** Satuan kerja beserta kursornya. The spending units with their cursors. */
  edges: Array<SpendingUnitEdge>;
  /** Keterangan halaman. About the page. */
  pageInfo: PageInfo;
};

/** Satu satuan kerja dalam halaman. One spending unit of a page. */
export type SpendingUnitEdge = {
  /** Kursor buram yang ditandatangani. An opaque, signed cursor. */
  cursor: Scalars['String']['output'];
  /** Satuan kerjanya. The spending unit. */
  node: SpendingUnit;
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
  PaymentOrder: PaymentOrder;
  Region: Region;
  Resident: Resident;
  SpendingUnit: SpendingUnit;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  PaymentOrder:
    ( { __typename: 'PaymentOrder' }
    & GraphQLRecursivePick<FederationTypes['PaymentOrder'], {"regionCode":true,"number":true}> );
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
  Resident:
    ( { __typename: 'Resident' }
    & GraphQLRecursivePick<FederationTypes['Resident'], {"nik":true}> );
  SpendingUnit:
    ( { __typename: 'SpendingUnit' }
    & GraphQLRecursivePick<FederationTypes['SpendingUnit'], {"regionCode":true,"code":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Sourced:
    | ( AidReceived )
    | ( BudgetLineParent )
    | ( PaymentOrderParent )
    | ( RegionFinanceParent )
    | ( ResidentFinanceParent )
    | ( SpendingUnitParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AidReceived: ResolverTypeWrapper<AidReceived>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  BudgetLine: ResolverTypeWrapper<BudgetLineParent>;
  BudgetLineConnection: ResolverTypeWrapper<Omit<BudgetLineConnection, 'edges'> & { edges: Array<ResolversTypes['BudgetLineEdge']> }>;
  BudgetLineEdge: ResolverTypeWrapper<Omit<BudgetLineEdge, 'node'> & { node: ResolversTypes['BudgetLine'] }>;
  BudgetStage: BudgetStage;
  Count: ResolverTypeWrapper<Count>;
  CountStatus: CountStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Nik: ResolverTypeWrapper<Scalars['Nik']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PaymentOrder: ResolverTypeWrapper<PaymentOrderParent>;
  PaymentOrderConnection: ResolverTypeWrapper<Omit<PaymentOrderConnection, 'edges'> & { edges: Array<ResolversTypes['PaymentOrderEdge']> }>;
  PaymentOrderEdge: ResolverTypeWrapper<Omit<PaymentOrderEdge, 'node'> & { node: ResolversTypes['PaymentOrder'] }>;
  Provenance: ResolverTypeWrapper<Provenance>;
  ProvenanceState: ProvenanceState;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<RegionParent>;
  RegionCode: ResolverTypeWrapper<Scalars['RegionCode']['output']>;
  RegionFinance: ResolverTypeWrapper<RegionFinanceParent>;
  Resident: ResolverTypeWrapper<ResidentParent>;
  ResidentFinance: ResolverTypeWrapper<ResidentFinanceParent>;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
  SpendingUnit: ResolverTypeWrapper<SpendingUnitParent>;
  SpendingUnitConnection: ResolverTypeWrapper<Omit<SpendingUnitConnection, 'edges'> & { edges: Array<ResolversTypes['SpendingUnitEdge']> }>;
  SpendingUnitEdge: ResolverTypeWrapper<Omit<SpendingUnitEdge, 'node'> & { node: ResolversTypes['SpendingUnit'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AidReceived: AidReceived;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  BudgetLine: BudgetLineParent;
  BudgetLineConnection: Omit<BudgetLineConnection, 'edges'> & { edges: Array<ResolversParentTypes['BudgetLineEdge']> };
  BudgetLineEdge: Omit<BudgetLineEdge, 'node'> & { node: ResolversParentTypes['BudgetLine'] };
  Count: Count;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Nik: Scalars['Nik']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PaymentOrder: PaymentOrderParent;
  PaymentOrderConnection: Omit<PaymentOrderConnection, 'edges'> & { edges: Array<ResolversParentTypes['PaymentOrderEdge']> };
  PaymentOrderEdge: Omit<PaymentOrderEdge, 'node'> & { node: ResolversParentTypes['PaymentOrder'] };
  Provenance: Provenance;
  Query: Record<PropertyKey, never>;
  Region: RegionParent;
  RegionCode: Scalars['RegionCode']['output'];
  RegionFinance: RegionFinanceParent;
  Resident: ResidentParent;
  ResidentFinance: ResidentFinanceParent;
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
  SpendingUnit: SpendingUnitParent;
  SpendingUnitConnection: Omit<SpendingUnitConnection, 'edges'> & { edges: Array<ResolversParentTypes['SpendingUnitEdge']> };
  SpendingUnitEdge: Omit<SpendingUnitEdge, 'node'> & { node: ResolversParentTypes['SpendingUnit'] };
};

export type AidReceivedResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['AidReceived'] = ResolversParentTypes['AidReceived']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  fiscalYear?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  paidOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  programme?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BudgetLineResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['BudgetLine'] = ResolversParentTypes['BudgetLine']> = {
  accountCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  budget?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  realisation?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  realisationProvenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BudgetLineConnectionResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['BudgetLineConnection'] = ResolversParentTypes['BudgetLineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['BudgetLineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type BudgetLineEdgeResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['BudgetLineEdge'] = ResolversParentTypes['BudgetLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['BudgetLine'], ParentType, ContextType>;
};

export type CountResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = {
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

export type PageInfoResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PaymentOrderResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['PaymentOrder'] = ResolversParentTypes['PaymentOrder'], FederationReferenceType extends FederationReferenceTypes['PaymentOrder'] = FederationReferenceTypes['PaymentOrder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PaymentOrder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  issuedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payeeOrganisation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentRequestNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  spendingUnit?: Resolver<Maybe<ResolversTypes['SpendingUnit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentOrderConnectionResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['PaymentOrderConnection'] = ResolversParentTypes['PaymentOrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PaymentOrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentOrderEdgeResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['PaymentOrderEdge'] = ResolversParentTypes['PaymentOrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PaymentOrder'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  controller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProvenanceState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  paymentOrder?: Resolver<Maybe<ResolversTypes['PaymentOrder']>, ParentType, ContextType, RequireFields<QueryPaymentOrderArgs, 'number' | 'regionCode'>>;
};

export type RegionResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  finance?: Resolver<Maybe<ResolversTypes['RegionFinance']>, ParentType, ContextType, Partial<RegionFinanceArgs>>;
};

export interface RegionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RegionCode'], any> {
  name: 'RegionCode';
}

export type RegionFinanceResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['RegionFinance'] = ResolversParentTypes['RegionFinance']> = {
  budget?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  fiscalYear?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  paymentOrders?: Resolver<Maybe<ResolversTypes['PaymentOrderConnection']>, ParentType, ContextType, RequireFields<RegionFinancePaymentOrdersArgs, 'first'>>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  realisation?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  realisationProvenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  spendingUnits?: Resolver<ResolversTypes['SpendingUnitConnection'], ParentType, ContextType, RequireFields<RegionFinanceSpendingUnitsArgs, 'first'>>;
  stage?: Resolver<ResolversTypes['BudgetStage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResidentResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['Resident'] = ResolversParentTypes['Resident'], FederationReferenceType extends FederationReferenceTypes['Resident'] = FederationReferenceTypes['Resident']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Resident']> | FederationReferenceType, FederationReferenceType, ContextType>;
  finance?: Resolver<Maybe<ResolversTypes['ResidentFinance']>, ParentType, ContextType>;
  nik?: Resolver<Maybe<ResolversTypes['Nik']>, ParentType, ContextType>;
};

export type ResidentFinanceResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['ResidentFinance'] = ResolversParentTypes['ResidentFinance']> = {
  aid?: Resolver<Array<ResolversTypes['AidReceived']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<'AidReceived' | 'BudgetLine' | 'PaymentOrder' | 'RegionFinance' | 'ResidentFinance' | 'SpendingUnit', ParentType, ContextType>;
};

export type SpendingUnitResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['SpendingUnit'] = ResolversParentTypes['SpendingUnit'], FederationReferenceType extends FederationReferenceTypes['SpendingUnit'] = FederationReferenceTypes['SpendingUnit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SpendingUnit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  budget?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, Partial<SpendingUnitBudgetArgs>>;
  budgetProvenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType, Partial<SpendingUnitBudgetProvenanceArgs>>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<Maybe<ResolversTypes['BudgetLineConnection']>, ParentType, ContextType, RequireFields<SpendingUnitLinesArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['RegionCode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SpendingUnitConnectionResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['SpendingUnitConnection'] = ResolversParentTypes['SpendingUnitConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SpendingUnitEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SpendingUnitEdgeResolvers<ContextType = FinanceContext, ParentType extends ResolversParentTypes['SpendingUnitEdge'] = ResolversParentTypes['SpendingUnitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SpendingUnit'], ParentType, ContextType>;
};

export type Resolvers<ContextType = FinanceContext> = {
  AidReceived?: AidReceivedResolvers<ContextType>;
  BudgetLine?: BudgetLineResolvers<ContextType>;
  BudgetLineConnection?: BudgetLineConnectionResolvers<ContextType>;
  BudgetLineEdge?: BudgetLineEdgeResolvers<ContextType>;
  Count?: CountResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Nik?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaymentOrder?: PaymentOrderResolvers<ContextType>;
  PaymentOrderConnection?: PaymentOrderConnectionResolvers<ContextType>;
  PaymentOrderEdge?: PaymentOrderEdgeResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegionCode?: GraphQLScalarType;
  RegionFinance?: RegionFinanceResolvers<ContextType>;
  Resident?: ResidentResolvers<ContextType>;
  ResidentFinance?: ResidentFinanceResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
  SpendingUnit?: SpendingUnitResolvers<ContextType>;
  SpendingUnitConnection?: SpendingUnitConnectionResolvers<ContextType>;
  SpendingUnitEdge?: SpendingUnitEdgeResolvers<ContextType>;
};

