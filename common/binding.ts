import type { RegionCode } from './region-code.ts';

/** The ports of the design: what a subgraph needs of a legacy system. */
export const PORTS = [
  'Resident',
  'Family',
  'PopulationStatistics',
  'Budget',
  'Payment',
  'AidRecipient',
  'School',
  'Pupil',
  'Facility',
  'HealthRecord',
  'FarmerAllocation',
  'Planting',
] as const;
export type PortName = (typeof PORTS)[number];

/** Ports whose rows are about persons. */
export const PERSONAL_PORTS: ReadonlySet<PortName> = new Set([
  'Resident',
  'Family',
  'AidRecipient',
  'Payment',
  'Pupil',
  'HealthRecord',
  'FarmerAllocation',
]);

export const ADAPTERS = [
  'siak',
  'dukcapil',
  'dkb-workbook',
  'simda',
  'budget-workbook',
  'aid-workbook',
  'dapodik',
  'satusehat',
  'yankes',
  'erdkk-workbook',
  'sipdps',
] as const;
export type AdapterName = (typeof ADAPTERS)[number];

export type SqlDialect = 'postgresql' | 'mariadb';

/** One institution's own credentials at a service that gives each institution its own. */
export interface InstitutionCredentials {
  readonly userId: string;
  readonly password: string;
  readonly clientIp: string;
}

/** How a system is reached. Secrets have been taken from the environment by the registry and stand here in clear. */
export type Connection =
  | { readonly kind: 'sql'; readonly dialect: SqlDialect; readonly url: string }
  | {
      readonly kind: 'http';
      /** Without a trailing slash. */
      readonly baseUrl: string;
      /** By institution (the envelope's `institution`); `default` where the caller's has none of its own. */
      readonly credentials: Readonly<Record<string, InstitutionCredentials>>;
    }
  | { readonly kind: 'workbook'; readonly folder: string }
  /** One server an institution, such as Dapodik's one a school. */
  | { readonly kind: 'fleet'; readonly servers: readonly FleetServer[] }
  /** A service behind OAuth 2.0 client credentials. */
  | {
      readonly kind: 'oauth2';
      /** Without a trailing slash. */
      readonly baseUrl: string;
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  /** A service with a key in a header. */
  | { readonly kind: 'rest'; readonly baseUrl: string; readonly apiKey: string };

/** One institution's own server. */
export interface FleetServer {
  /** The institution's code in its register, such as a school's NPSN. */
  readonly code: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly token: string;
}

/** How a system that cannot be asked by key is kept as a replica. */
export interface ReplicaDeclaration {
  /** Who answers for the copy. */
  readonly owner: string;
  /** Minutes between two harvests. */
  readonly everyMinutes: number;
  /** Days after which what was not harvested again is deleted, with a record of it. */
  readonly retentionDays: number;
}

/** What bounds our calls of any system. */
export interface CallLimits {
  /** Calls a minute and a day that the owner allows us. */
  readonly perMinute: number;
  readonly perDay: number;
  /** Calls that one caller's operation may make the system answer; no bound where it is not given. */
  readonly perOperation?: number;
  /** Calls at the same time, and how many may wait. */
  readonly concurrent: number;
  readonly queued: number;
  /** Deadline of one call, in ms; the request's own deadline shortens it. */
  readonly timeoutMs: number;
}

export interface SourceLimits extends CallLimits {
  /** Of an SQL system: rows that the reply to one call may have; default 100,000. */
  readonly replyRows?: number;
  /** Of an SQL system: bytes that the reply to one call may have on the wire; default 32 MB (32,000,000). */
  readonly replyBytes?: number;
}

/** A window in which the owner maintains his system. */
export interface MaintenanceWindow {
  /** RFC 3339 instants. */
  readonly from: string;
  readonly to: string;
}

/** One legacy system of one regency, as the registry binds it. */
export interface SystemBinding {
  /** The system's name within its region, such as `siak`; shown in provenance and errors. */
  readonly system: string;
  readonly adapter: AdapterName;
  readonly regionCode: RegionCode;
  readonly regionName: string;
  /** The owning agency, controller of the data. */
  readonly controller: string;
  /** Whom to ask when it fails. */
  readonly contact: string;
  readonly connection: Connection;
  readonly limits: SourceLimits;
  readonly maintenance: readonly MaintenanceWindow[];
  /** The owner's off switch. */
  readonly enabled: boolean;
  /** Whether the connection leads to a simulator of ours. */
  readonly simulated: boolean;
  /** Said in logs and by the doctor where the binding runs on something else than configured (such as MariaDB's on PostgreSQL). */
  readonly remark?: string;
  /** Present where the system is harvested into a replica. */
  readonly replica?: ReplicaDeclaration;
  /** Digest of the binding; part of every cache key. */
  readonly version: string;
}

/** What one regency has bound. */
export interface RegionBindings {
  readonly regionCode: RegionCode;
  readonly name: string;
  readonly ports: Readonly<Partial<Record<PortName, SystemBinding>>>;
}

/** All bindings, by region code. */
export type Bindings = ReadonlyMap<RegionCode, RegionBindings>;
