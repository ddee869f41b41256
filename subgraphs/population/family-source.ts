import type { SourceCall } from '../../connectors/connector.ts';
import type { FamilyRow } from './family.ts';

/**
 * The port Family: one region's family cards, asked by number. `familiesByNoKk` keeps DataLoader's contract: one card,
 * null or Error a key, in the keys' order, and it never rejects.
 */
export interface FamilySource {
  familiesByNoKk(
    call: SourceCall,
    noKks: readonly string[],
  ): Promise<readonly (FamilyRow | null | Error)[]>;
}
