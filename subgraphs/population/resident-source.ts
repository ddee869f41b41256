import type { SourceCall } from '../../connectors/connector.ts';
import type { ResidentElements, ResidentVerificationRow } from './resident-elements.ts';
import type { ResidentRow } from './resident.ts';

/**
 * The port Resident: one region's population register, asked by NIK.
 *
 * `residentsByNik` keeps DataLoader's contract: one answer a key, in the keys' order, and it never rejects: a row; null
 * where the register has no such person (or holds him as another region's row, which is dropped and counted); an Error,
 * as a rule a `SourceError`, where this key could not be asked.
 */
export interface ResidentSource {
  residentsByNik(
    call: SourceCall,
    niks: readonly string[],
  ): Promise<readonly (ResidentRow | null | Error)[]>;
  /**
   * Compares elements with the register; null where it has no such person of this region.
   *
   * @throws SourceError
   */
  verify(
    call: SourceCall,
    nik: string,
    elements: ResidentElements,
  ): Promise<ResidentVerificationRow | null>;
}
