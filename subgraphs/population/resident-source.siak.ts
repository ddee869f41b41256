import type { Compilable, Kysely } from 'kysely';
import type { SourceCall } from '../../connectors/connector.ts';
import type { SqlConnector } from '../../connectors/sql/sql-connector.ts';
import { toInstant, toProvenance, type AdapterContext } from './adapter-context.ts';
import { compareElements } from './compare-elements.ts';
import { dropRow, isOwnRow } from './dropped-row.ts';
import { loadInChunks } from './load-in-chunks.ts';
import type { ResidentSource } from './resident-source.ts';
import type { ResidentRow } from './resident.ts';
import type { SiakDatabase } from './siak-database.ts';
import { parseSiakRow, siakResidentRow, type SiakResidentRow } from './siak-row.ts';
import { toResident } from './to-resident.siak.ts';

/**
 * The port Resident on SIAK's tables: one SQL call for up to 1,000 NIKs, the card's address joined. Elements are
 * compared here, by the row; the register is asked the same query.
 */
export function createSiakResidentSource(
  connector: SqlConnector<SiakDatabase>,
  context: AdapterContext,
): ResidentSource {
  const residentsByNik: ResidentSource['residentsByNik'] = (call, niks) =>
    loadInChunks(niks, (chunk) => loadResidents(connector, context, call, chunk));
  return {
    residentsByNik,
    async verify(call, nik, elements) {
      const [row] = await residentsByNik(call, [nik]);
      if (row instanceof Error) throw row;
      if (row === null || row === undefined) return null;
      const { changedAt, provenance } = row;
      return { nik, ...compareElements(row, elements), changedAt, provenance };
    },
  };
}

async function loadResidents(
  connector: SqlConnector<SiakDatabase>,
  context: AdapterContext,
  call: SourceCall,
  niks: readonly string[],
): Promise<ReadonlyMap<string, ResidentRow | Error>> {
  const rows = await connector.run(call, { name: 'residentsByNik', keys: niks.length }, (db) =>
    selectResidents(db, niks),
  );
  return new Map(
    rows.flatMap((row) => {
      const resident = readRow(row, context);
      return resident === null ? [] : [[row.NIK.trim(), resident] as const];
    }),
  );
}

function selectResidents(db: Kysely<SiakDatabase>, niks: readonly string[]) {
  return db
    .selectFrom('BIODATA_WNI as b')
    .leftJoin('DATA_KELUARGA as k', 'k.NO_KK', 'b.NO_KK')
    .select(['b.NIK', 'b.NO_KK', 'b.NAMA_LGKP', 'b.JENIS_KLMIN', 'b.TMPT_LHR', 'b.TGL_LHR'])
    .select(['b.AGAMA', 'b.STAT_KWN', 'b.STAT_HBKEL', 'b.PDDK_AKH', 'b.JENIS_PKRJN', 'b.GOL_DRH'])
    .select(['b.FLAG_STATUS', 'b.TGL_UBAH', 'b.NO_PROP', 'b.NO_KAB'])
    .select(['k.ALAMAT', 'k.NO_RT', 'k.NO_RW', 'k.DUSUN', 'k.KODE_POS', 'k.NO_KK as KK_NO_KK'])
    .select(['k.NO_PROP as KK_NO_PROP', 'k.NO_KAB as KK_NO_KAB'])
    .select(['k.NO_KEC as KK_NO_KEC', 'k.NO_KEL as KK_NO_KEL'])
    .where('b.NIK', 'in', niks) satisfies Compilable;
}

/** The row's resident, the error that stands for it, or null where it is another region's (which is counted). */
function readRow(raw: unknown, context: AdapterContext): ResidentRow | Error | null {
  const { binding, clock } = context;
  const row = parseSiakRow(siakResidentRow, raw, binding);
  if (row instanceof Error) return row;
  if (!isOwnRow(binding, row.NO_PROP, row.NO_KAB)) {
    dropRow(context);
    return null;
  }
  return toResident(row, toProvenance(binding, toInstant(clock)), isOwnCard(row, context));
}

function isOwnCard(row: SiakResidentRow, context: AdapterContext): boolean {
  if (row.KK_NO_KK === null) return false;
  if (isOwnRow(context.binding, row.KK_NO_PROP, row.KK_NO_KAB)) return true;
  dropRow(context);
  return false;
}
