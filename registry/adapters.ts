import type { AdapterName, Connection, PortName, SourceLimits } from '../common/binding.ts';

/** What an adapter is connected by, which ports it serves, and how much it asks for where the owner says nothing. */
export interface AdapterTraits {
  readonly connection: Connection['kind'];
  readonly ports: readonly PortName[];
  readonly defaultLimits: SourceLimits;
}

/** A database of a regency: dozens of short queries a second are little to it. */
const DATABASE_LIMITS: SourceLimits = {
  perMinute: 6_000,
  perDay: 2_000_000,
  concurrent: 8,
  queued: 128,
  timeoutMs: 3_000,
};

/** A folder of files is read when it changes; the limits only bound what waits. */
const FOLDER_LIMITS: SourceLimits = {
  perMinute: 60_000,
  perDay: 10_000_000,
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
    // One person a call, under a daily quota that every institution of the regency shares.
    defaultLimits: {
      perMinute: 600,
      perDay: 50_000,
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
  },
};
