import type { SourceCall } from '../../connectors/connector.ts';
import type { SqlConnector } from '../../connectors/sql/sql-connector.ts';
import { toInstant, toProvenance, type AdapterContext } from './adapter-context.ts';
import { fromWord, STATUS } from './code-lists.ts';
import { dropRow, isOwnRow } from './dropped-row.ts';
import type { FamilySource } from './family-source.ts';
import type { FamilyRow } from './family.ts';
import { loadInChunks } from './load-in-chunks.ts';
import type { SiakDatabase } from './siak-database.ts';
import { parseSiakRow, siakMemberRow, type SiakMemberRow } from './siak-row.ts';
import { toMember } from './to-resident.siak.ts';

/**
 * The port Family on SIAK's tables: one SQL call for up to 1,000 cards. A card is its members' rows, so that one whose
 * row in DATA_KELUARGA is missing is found all the same; who has moved away or died no longer stands on it.
 */
export function createSiakFamilySource(
  connector: SqlConnector<SiakDatabase>,
  context: AdapterContext,
): FamilySource {
  return {
    familiesByNoKk: (call, noKks) =>
      loadInChunks(noKks, (chunk) => loadFamilies(connector, context, call, chunk)),
  };
}

async function loadFamilies(
  connector: SqlConnector<SiakDatabase>,
  context: AdapterContext,
  call: SourceCall,
  noKks: readonly string[],
): Promise<ReadonlyMap<string, FamilyRow | Error>> {
  const rows = await connector.run(call, { name: 'familiesByNoKk', keys: noKks.length }, (db) =>
    db
      .selectFrom('BIODATA_WNI')
      .select(['NIK', 'NO_KK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TGL_LHR', 'STAT_HBKEL'])
      .select(['FLAG_STATUS', 'TGL_UBAH', 'NO_PROP', 'NO_KAB'])
      .where('NO_KK', 'in', noKks),
  );
  return new Map(
    [...groupByCard(rows)].flatMap(([noKk, members]) => {
      const family = readCard(noKk, members, context);
      return family === null ? [] : [[noKk, family] as const];
    }),
  );
}

function groupByCard<Row extends { readonly NO_KK: string | null }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const cards = new Map<string, Row[]>();
  for (const row of rows) {
    const noKk = row.NO_KK?.trim() ?? '';
    const members = cards.get(noKk);
    if (members === undefined) cards.set(noKk, [row]);
    else members.push(row);
  }
  return cards;
}

/** The card; null where nobody is left on it; an error where one of its rows cannot be read. */
function readCard(
  noKk: string,
  raw: readonly unknown[],
  context: AdapterContext,
): FamilyRow | Error | null {
  const { binding, clock } = context;
  const rows: SiakMemberRow[] = [];
  for (const one of raw) {
    const row = parseSiakRow(siakMemberRow, one, binding);
    if (row instanceof Error) return row;
    if (!isOwnRow(binding, row.NO_PROP, row.NO_KAB)) dropRow(context);
    else if (standsOnCard(row)) rows.push(row);
  }
  if (rows.length === 0) return null;
  return {
    noKk,
    members: rows.sort(byPlaceOnCard).map((row) => toMember(row, binding.regionCode)),
    changedAt: rows.reduce<string | null>((latest, row) => later(latest, row.TGL_UBAH), null),
    provenance: toProvenance(binding, toInstant(clock)),
  };
}

function standsOnCard(row: SiakMemberRow): boolean {
  const status = fromWord(STATUS, row.FLAG_STATUS);
  return status !== 'MOVED' && status !== 'DECEASED';
}

/** Cards list by relationship, the elder first. */
function byPlaceOnCard(left: SiakMemberRow, right: SiakMemberRow): number {
  return toPlace(left) < toPlace(right) ? -1 : 1;
}

function toPlace(row: SiakMemberRow): string {
  const relationship = String(row.STAT_HBKEL ?? 99).padStart(2, '0');
  return `${relationship} ${row.TGL_LHR ?? '9999'} ${row.NIK}`;
}

function later(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return Date.parse(left) >= Date.parse(right) ? left : right;
}
