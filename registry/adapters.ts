import type { AdapterName, CallLimits, Connection, PortName } from '../common/binding.ts';

/** What an adapter is connected by, which ports it serves, and how much it asks for where the owner says nothing. */
export interface AdapterTraits {
  readonly connection: Connection['kind'];
  readonly ports: readonly PortName[];
  readonly defaultLimits: Required<CallLimits>;
  /** Whether it cannot be asked by key, so that its binding declares a replica. */
  readonly replicated?: true;
}

/** A database of a regency: dozens of short queries a second are little to it. */
const DATABASE_LIMITS: Required<CallLimits> = {
  perMinute: 6_000,
  perDay: 2_000_000,
  perOperation: 100,
  concurrent: 8,
  queued: 128,
  timeoutMs: 3_000,
};

/** A folder of files is read when it changes; the limits only bound what waits. */
const FOLDER_LIMITS: Required<CallLimits> = {
  perMinute: 60_000,
  perDay: 10_000_000,
  perOperation: 1_000,
  concurrent: 4,
  queued: 256,
  timeoutMs: 5_000,
};

export const ADAPTER_TRAITS: Readonly<Record<AdapterName, AdapterTraits>> = {
  siak: {
    connection: 'sql',
    ports: ['Resident', 'Family', 'PopulationStatistics'],
    defaultLimits: DATABASE_LIMITS,
  },
  simda: {
    connection: 'sql',
    ports: ['Budget', 'Payment'],
    // Sums over a year's payments take longer than a look-up by key.
    defaultLimits: { ...DATABASE_LIMITS, concurrent: 4, timeoutMs: 5_000 },
  },
  dukcapil: {
    connection: 'http',
    ports: ['Resident'],
    // One person a call, under a daily quota that every institution of the regency shares: a hundred persons an operation.
    defaultLimits: {
      perMinute: 600,
      perDay: 50_000,
      perOperation: 100,
      concurrent: 4,
      queued: 128,
      timeoutMs: 4_000,
    },
  },
  'dkb-workbook': {
    connection: 'workbook',
    ports: ['PopulationStatistics'],
    defaultLimits: FOLDER_LIMITS,
  },
  'budget-workbook': {
    connection: 'workbook',
    ports: ['Budget'],
    defaultLimits: FOLDER_LIMITS,
  },
  'aid-workbook': {
    connection: 'workbook',
    ports: ['AidRecipient'],
    defaultLimits: FOLDER_LIMITS,
    replicated: true,
  },
  dapodik: {
    connection: 'fleet',
    ports: ['School', 'Pupil'],
    // For each server: it is one school's computer, on which the school works.
    defaultLimits: {
      perMinute: 120,
      perDay: 10_000,
      perOperation: 500,
      concurrent: 2,
      queued: 32,
      timeoutMs: 5_000,
    },
    replicated: true,
  },
  satusehat: {
    connection: 'oauth2',
    ports: ['HealthRecord'],
    // One or two calls a person: a hundred persons an operation.
    defaultLimits: {
      perMinute: 3_000,
      perDay: 200_000,
      perOperation: 200,
      concurrent: 8,
      queued: 256,
      timeoutMs: 5_000,
    },
  },
  yankes: {
    connection: 'rest',
    ports: ['Facility'],
    defaultLimits: {
      perMinute: 600,
      perDay: 50_000,
      perOperation: 50,
      concurrent: 4,
      queued: 64,
      timeoutMs: 5_000,
    },
  },
  'erdkk-workbook': {
    connection: 'workbook',
    ports: ['FarmerAllocation'],
    defaultLimits: FOLDER_LIMITS,
    replicated: true,
  },
  sipdps: {
    connection: 'oauth2',
    ports: ['Planting'],
    // A harvest walks over its pages, one after the other.
    defaultLimits: {
      perMinute: 120,
      perDay: 10_000,
      perOperation: 2_000,
      concurrent: 2,
      queued: 16,
      timeoutMs: 10_000,
    },
    replicated: true,
  },
};
