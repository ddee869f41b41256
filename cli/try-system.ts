import type { PortName, SystemBinding } from '../common/binding.ts';
import { SourceError } from '../common/errors/errors.ts';
import type { ErrorCode } from '../common/errors/catalogue.ts';
import type { Probe } from '../connectors/connector.ts';
import type { SystemState, TestNikResult } from './region-report.ts';

/** What came of trying one system. */
export interface Trial {
  readonly state: SystemState;
  /** In English; no secret, no personal value. */
  readonly detail: string;
  readonly testNik: TestNikResult;
}

export type TrySystem = (binding: SystemBinding, ports: readonly PortName[]) => Promise<Trial>;

/** The two ways to try a system; `server/` wires them to connectors and adapters. */
export interface SystemAccess {
  probe(binding: SystemBinding): Promise<Probe>;
  /** Whether the population register behind the binding knows the person. */
  knowsResident(binding: SystemBinding, nik: string): Promise<boolean>;
}

/** Tries a system: reaches it, then, where it serves residents and a test NIK is given, asks for that person. */
export function createTrySystem(access: SystemAccess, testNik: string | undefined): TrySystem {
  return async (binding, ports) => {
    const probed = toTrial(await access.probe(binding));
    const canGoOn = probed.state === 'WELL' || probed.state === 'CREDENTIALS_NOT_TRIED';
    if (!canGoOn || testNik === undefined || !ports.includes('Resident')) return probed;
    return askForResident(access, binding, testNik);
  };
}

function toTrial({ reachable, credentials, detail }: Probe): Trial {
  return { state: stateOf(reachable, credentials), detail, testNik: 'NOT_TRIED' };
}

function stateOf(reachable: boolean, credentials: Probe['credentials']): SystemState {
  if (!reachable) return 'UNREACHABLE';
  switch (credentials) {
    case 'ACCEPTED':
      return 'WELL';
    case 'REJECTED':
      return 'CREDENTIALS_REJECTED';
    case 'UNKNOWN':
      return 'CREDENTIALS_NOT_TRIED';
  }
}

async function askForResident(
  access: SystemAccess,
  binding: SystemBinding,
  nik: string,
): Promise<Trial> {
  try {
    return (await access.knowsResident(binding, nik))
      ? { state: 'WELL', detail: 'The system knows the test NIK.', testNik: 'FOUND' }
      : {
          state: 'TEST_NIK_UNKNOWN',
          detail: 'The system answers, and does not know the test NIK.',
          testNik: 'NOT_FOUND',
        };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { state: toState(error.code), detail: error.message, testNik: 'FAILED' };
  }
}

function toState(code: ErrorCode): SystemState {
  switch (code) {
    case 'SOURCE_REJECTED_CREDENTIALS':
      return 'CREDENTIALS_REJECTED';
    case 'SOURCE_QUOTA_EXHAUSTED':
    case 'SOURCE_RATE_LIMITED':
      return 'QUOTA_EXHAUSTED';
    case 'SOURCE_REPLY_INVALID':
      return 'UNREADABLE';
    default:
      return 'UNREACHABLE';
  }
}
