import { z } from 'zod';
import type { Provenance } from '../../common/provenance.ts';
import type { AdapterContext } from './adapter-context.ts';
import type { Beds, FacilityRow, FacilitySource } from './facility-source.ts';
import { isOfRegency } from './is-of-regency.ts';
import { provenanceOf } from '../shared/source-answers.ts';
import { readYankesList, type YankesRow } from './yankes-list.ts';

const text = z.string().trim().min(1);
/** Some rows carry numbers as texts. */
const count = z.coerce.number().int().nonnegative();

const facilitySchema = z.object({
  kode_rs: text,
  rumah_sakit: text.nullish().catch(null),
  jenis: text.nullish().catch(null),
});

const roomsSchema = z.object({
  kode: text,
  total_bed: count,
  bed_terpakai: count,
  bed_kosong: count,
});

/**
 * The port Facility on the province's service: the lists of facilities and of rooms are read whole, one call a page of
 * each, whatever is asked for. Of a row that names another regency, or none, nothing is passed on.
 */
export function createYankesFacilitySource(context: AdapterContext): FacilitySource {
  const { binding, clock, connector } = context;
  return {
    async facilities(call) {
      const [facilities, rooms] = await Promise.all([
        readYankesList(connector, binding, call, 'faskes'),
        readYankesList(connector, binding, call, 'kamar'),
      ]);
      const provenance = provenanceOf(binding, new Date(clock.nowMs()).toISOString(), 'LIVE');
      const bedsByCode = indexBeds(rooms);
      const own = facilities.filter((row) => isOwn(context, row));
      return {
        facilities: onceEach(own.flatMap((row) => toFacility(row, bedsByCode, provenance))),
        provenance,
      };
    },
  };
}

function isOwn({ binding, onDroppedRow }: AdapterContext, row: YankesRow): boolean {
  const place = row['kab_kot'];
  if (typeof place === 'string' && isOfRegency(place, binding.regionName)) return true;
  onDroppedRow({ system: binding.system, regionCode: binding.regionCode, port: 'Facility' });
  return false;
}

/** A row without a code cannot be asked for, and is left out. */
function toFacility(
  row: YankesRow,
  bedsByCode: ReadonlyMap<string, Beds>,
  provenance: Provenance,
): FacilityRow[] {
  const read = facilitySchema.safeParse(row).data;
  if (read === undefined) return [];
  return [
    {
      regionCode: provenance.regionCode,
      code: read.kode_rs,
      name: read.rumah_sakit ?? null,
      kind: read.jenis ?? null,
      beds: bedsByCode.get(read.kode_rs) ?? null,
      // The service lists doctors, but not where they work.
      doctors: null,
      provenance,
    },
  ];
}

/** By code. One that is listed twice, as happens when pages shift while they are read, counts once: as it came first. */
function onceEach(rows: readonly FacilityRow[]): readonly FacilityRow[] {
  const byCode = new Map(rows.toReversed().map((row) => [row.code, row]));
  return [...byCode.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** Figures that contradict one another count as not reported. */
function indexBeds(rows: readonly YankesRow[]): ReadonlyMap<string, Beds> {
  return new Map(
    rows.flatMap((row) => {
      const read = roomsSchema.safeParse(row).data;
      if (read === undefined) return [];
      const { total_bed: total, bed_terpakai: occupied, bed_kosong: free } = read;
      return total === occupied + free ? [[read.kode, { total, occupied, free }] as const] : [];
    }),
  );
}
