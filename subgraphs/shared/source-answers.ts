import type { PortName, SystemBinding } from '../../common/binding.ts';
import { SourceError, type SourceErrorCode } from '../../common/errors/errors.ts';
import type { Provenance, ProvenanceState } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';

/** One key's answer: what was found, or why that is not known. An adapter answers one per key, in key order. */
export type Loaded<T> = T | Error;

/**
 * Told of each row that a system answered with and that was dropped, because it is another region's or another
 * person's. The region is the
 * system's, not the row's.
 */
export type OnDroppedRow = (row: {
  readonly system: string;
  readonly regionCode: RegionCode;
  readonly port: PortName;
}) => void;

export function provenanceOf(
  binding: SystemBinding,
  asOf: string,
  state: ProvenanceState,
): Provenance {
  const { system, regionCode, controller } = binding;
  return { system, regionCode, asOf, state, controller };
}

/** The error of a region that has no system for a port; there is no system to name. */
export function notBound(port: PortName, regionCode: RegionCode): SourceError {
  return new SourceError('SOURCE_NOT_BOUND', { system: 'none', region: regionCode, port });
}

/** A failure of a binding's system. */
export function failureOf(binding: SystemBinding, code: SourceErrorCode): SourceError {
  return new SourceError(code, { system: binding.system, region: binding.regionCode });
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('a source failed', { cause: thrown });
}
