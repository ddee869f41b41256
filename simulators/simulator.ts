import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/logger.ts';
import type { Province } from './province/province.ts';

/** What every simulator is started with. */
export interface SimulatorContext {
  readonly province: Province;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A folder of its own that it may write to. */
  readonly folder: string;
}

/**
 * A running stand-in for one legacy system of one regency. `environment` holds what the registry's files ask for by
 * name (addresses and credentials); every credential begins with `simulator-`, which production refuses.
 */
export interface Simulator {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The prefix of every credential that a simulator or the development identity provider hands out. */
export const SIMULATOR_CREDENTIAL_PREFIX = 'simulator-';

/**
 * @throws Error in production, where no simulator may run.
 */
export function refuseProduction(
  what: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): void {
  if (environment['NODE_ENV'] === 'production')
    throw new Error(`${what} refuses to run with NODE_ENV=production`);
}
