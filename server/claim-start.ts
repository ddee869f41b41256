import { refuseProduction } from '../simulators/simulator.ts';
import { claimPort } from './claim-port.ts';

/** What of a start can be refused before anything is loaded or built. */
export interface StartClaim {
  /** 0 takes a free one. */
  readonly port: number;
  /** The development identity provider's; 0 takes a free one. */
  readonly issuerPort: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The ports that a start listens on.
 *
 * @throws Error - one sentence: in production, or where a port is taken.
 */
export async function claimStart(
  claim: StartClaim,
): Promise<{ readonly port: number; readonly issuerPort: number }> {
  refuseProduction('`npm start`, which runs on simulators,', claim.environment);
  return {
    port: await claimPort(claim.port, '--port'),
    issuerPort: await claimPort(claim.issuerPort, '--issuer-port'),
  };
}
