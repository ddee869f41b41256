import type { PortName } from '../../common/binding.ts';
import { SourceError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';

/** The error of a region that has no system bound for a port; there is no system to name. */
export function notBound(region: RegionCode, port: PortName): SourceError {
  return new SourceError('SOURCE_NOT_BOUND', { system: 'none', region, port });
}
