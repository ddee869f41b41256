import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';

/**
 * Refuses a caller who may not read all rows of a region, as rows need that are about no person whom he could be.
 *
 * @throws ClientError - `FORBIDDEN`, which names the region.
 */
export function requireRegion(access: RowAccess, regionCode: RegionCode): void {
  if (access.kind !== 'REGION') throw forbidden(regionCode);
}

function forbidden(regionCode: RegionCode): ClientError {
  return new ClientError('FORBIDDEN', { region: regionCode });
}
