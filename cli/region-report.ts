import type { AdapterName, PortName, SourceLimits } from '../common/binding.ts';
import type { ConfigurationFault } from '../common/config/configuration-error.ts';

/** How a system was found. `WELL`, `OFF`, `MAINTENANCE` and `CREDENTIALS_NOT_TRIED` are no reason to worry. */
export type SystemState =
  | 'WELL'
  | 'OFF'
  | 'MAINTENANCE'
  | 'CREDENTIALS_NOT_TRIED'
  | 'UNREACHABLE'
  | 'CREDENTIALS_REJECTED'
  | 'QUOTA_EXHAUSTED'
  | 'UNREADABLE'
  | 'TEST_NIK_UNKNOWN';

export const GOOD_STATES: ReadonlySet<SystemState> = new Set([
  'WELL',
  'OFF',
  'MAINTENANCE',
  'CREDENTIALS_NOT_TRIED',
]);

/** Whether the system was asked for a test person. It is never said who that is. */
export type TestNikResult = 'FOUND' | 'NOT_FOUND' | 'FAILED' | 'NOT_TRIED';

export interface SystemReport {
  readonly system: string;
  readonly adapter: AdapterName;
  readonly ports: readonly PortName[];
  readonly controller: string;
  readonly contact: string;
  readonly simulated: boolean;
  readonly state: SystemState;
  /** What was seen, in English. */
  readonly detail: string;
  readonly testNik: TestNikResult;
  readonly limits: SourceLimits;
  readonly remark: string | null;
  /** What to do next, in the reader's language. */
  readonly advice: string;
}

/** What `region doctor` found. */
export interface RegionReport {
  readonly region: string;
  readonly name: string | null;
  readonly well: boolean;
  /** What is wrong in the region's file; with faults the server does not start. */
  readonly faults: readonly ConfigurationFault[];
  readonly systems: readonly SystemReport[];
  readonly notBound: readonly PortName[];
}
