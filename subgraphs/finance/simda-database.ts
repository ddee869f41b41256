import { sql, type RawBuilder } from 'kysely';

/** Part of a spending unit's key. */
interface UnitKey {
  readonly Kd_Urusan: number;
  readonly Kd_Bidang: number;
  readonly Kd_Unit: number;
  readonly Kd_Sub: number;
}

/** Part of an account's key (Permendagri 90/2019). */
interface AccountKey {
  readonly Kd_Rek90_1: number;
  readonly Kd_Rek90_2: number;
  readonly Kd_Rek90_3: number;
  readonly Kd_Rek90_4: number;
  readonly Kd_Rek90_5: number;
  readonly Kd_Rek90_6: number;
}

/**
 * The tables of SIMDA Keuangan that are read, as recorded, with the columns that are read: bigints and decimals are
 * exact text, dates are YYYY-MM-DD. Account numbers, tax numbers and free text of payments are not mapped at all.
 */
export interface SimdaDatabase {
  readonly Ref_Sub_Unit: UnitKey & { readonly Nm_Sub_Unit: string };
  readonly Ref_Rek90_6: AccountKey & { readonly Nm_Rek90_6: string };
  readonly Ta_RASK_Arsip: UnitKey &
    AccountKey & {
      readonly Tahun: number;
      readonly Kd_Perubahan: number;
      readonly Total: string;
    };
  readonly Ta_SPM: UnitKey & {
    readonly Tahun: number;
    readonly No_SPM: string;
    readonly Nm_Penerima: string | null;
    /** The regency that the row belongs to, with a dot; null stands for the database's own. */
    readonly Kd_Wilayah: string | null;
  };
  readonly Ta_SPM_Rinc: AccountKey & {
    readonly Tahun: number;
    readonly No_SPM: string;
    readonly Nilai: string;
  };
  readonly Ta_SP2D: {
    readonly Tahun: number;
    readonly No_SP2D: string;
    readonly No_SPM: string;
    readonly Tgl_SP2D: string;
  };
}

export const UNIT_COLUMNS = ['Kd_Urusan', 'Kd_Bidang', 'Kd_Unit', 'Kd_Sub'] as const;

export const ACCOUNT_COLUMNS = [
  'Kd_Rek90_1',
  'Kd_Rek90_2',
  'Kd_Rek90_3',
  'Kd_Rek90_4',
  'Kd_Rek90_5',
  'Kd_Rek90_6',
] as const;

/** Columns of the table that goes by `alias`. */
export function columnsOf<Alias extends string, Column extends string>(
  alias: Alias,
  columns: readonly Column[],
): `${Alias}.${Column}`[] {
  return columns.map((column) => `${alias}.${column}` as const);
}

/** `(a.x, a.y) > (1, 2)`: the order of a key of several columns. */
export function isAfter(
  columns: readonly string[],
  position: readonly unknown[],
): RawBuilder<boolean> {
  return sql<boolean>`(${joinRefs(columns)}) > (${sql.join(position)})`;
}

/** The same in a list that runs downwards. */
export function isBefore(
  columns: readonly string[],
  position: readonly unknown[],
): RawBuilder<boolean> {
  return sql<boolean>`(${joinRefs(columns)}) < (${sql.join(position)})`;
}

/** `(a.x, a.y) in ((1, 2), (3, 4))`; `keys` is never empty. */
export function isAnyOf(
  columns: readonly string[],
  keys: readonly (readonly unknown[])[],
): RawBuilder<boolean> {
  const tuples = keys.map((key) => sql`(${sql.join(key)})`);
  return sql<boolean>`(${joinRefs(columns)}) in (${sql.join(tuples)})`;
}

function joinRefs(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

export function unitKeyOf(row: UnitKey): readonly number[] {
  return UNIT_COLUMNS.map((column) => row[column]);
}

export function accountKeyOf(row: AccountKey): readonly number[] {
  return ACCOUNT_COLUMNS.map((column) => row[column]);
}
