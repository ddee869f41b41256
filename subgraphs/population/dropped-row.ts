import type { SystemBinding } from '../../common/binding.ts';
import type { RegionCode } from '../../common/region-code.ts';

/** A row that was not passed on, because it is another region's than the system that held it. */
export interface DroppedRow {
  readonly system: string;
  /** The region of the system, not of the row. */
  readonly regionCode: RegionCode;
}

export type OnDroppedRow = (row: DroppedRow) => void;

/** Counts one dropped row. Of the binding, which holds secrets, no more than the names is handed on. */
export function dropRow(context: {
  readonly binding: SystemBinding;
  readonly onDroppedRow: OnDroppedRow;
}): void {
  const { system, regionCode } = context.binding;
  context.onDroppedRow({ system, regionCode });
}

/**
 * Whether a row with these codes of province and regency belongs to the binding's region. A row that does not say where
 * it belongs does not.
 */
export function isOwnRow(
  binding: SystemBinding,
  province: number | null,
  regency: number | null,
): boolean {
  return toRegencyCode(province, regency) === binding.regionCode;
}

function toRegencyCode(province: number | null, regency: number | null): string | undefined {
  if (province === null || regency === null) return undefined;
  return `${String(province).padStart(2, '0')}.${String(regency).padStart(2, '0')}`;
}
