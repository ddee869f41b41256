import type { SystemBinding } from '../../common/binding.ts';
import { SourceError, type SourceErrorCode } from '../../common/errors/errors.ts';

/**
 * Refuses a system that its owner has switched off, or that is in one of its maintenance windows (from inclusive, to
 * exclusive).
 *
 * @throws SourceError - `SOURCE_OFF`, `SOURCE_IN_MAINTENANCE` (which says until when).
 */
export function refuseClosedSource(binding: SystemBinding, nowMs: number): void {
  if (!binding.enabled) throw sourceError(binding, 'SOURCE_OFF');
  const window = binding.maintenance.find(
    ({ from, to }) => Date.parse(from) <= nowMs && nowMs < Date.parse(to),
  );
  if (window === undefined) return;
  throw new SourceError('SOURCE_IN_MAINTENANCE', {
    system: binding.system,
    region: binding.regionCode,
    until: window.to,
  });
}

/** An error of this binding's system. */
export function sourceError(
  binding: SystemBinding,
  code: SourceErrorCode,
  cause?: unknown,
): SourceError {
  const source = { system: binding.system, region: binding.regionCode };
  return new SourceError(code, source, cause === undefined ? {} : { cause });
}
