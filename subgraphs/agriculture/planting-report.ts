import { z } from 'zod';
import type { RegionCode } from '../../common/region-code.ts';
import { readHectares, type Hectares } from './exact-hectares.ts';
import { isProvinceName, matchRegionName } from './match-region-name.ts';
import type { ProvinceDirectory } from './regency-directory.ts';

/**
 * What is kept of a planting report: no reporter (nm_reporter, nip_reporter), no coordinates, no photos. They are not
 * taken out of the row at all.
 */
export interface PlantingReport {
  /** As reported, but for case and blanks: `Padi`. */
  readonly commodity: string;
  readonly hectares: Hectares;
  /** YYYY-MM-DD. */
  readonly reportedOn: string;
}

export type RejectReason = 'FORM' | 'REGION' | 'AREA' | 'DATE' | 'COMMODITY' | 'DOUBLE';

/** What a row turns out to be, as seen from one regency. */
export type ReadRow =
  | { readonly kind: 'OWN'; readonly report: PlantingReport }
  /** Another regency of the province: the service lists a whole province. */
  | { readonly kind: 'NEIGHBOUR' }
  /** Another province's row, which should not be in the reply. */
  | { readonly kind: 'FOREIGN' }
  | { readonly kind: 'REJECTED'; readonly reason: Exclude<RejectReason, 'REGION'> }
  | {
      readonly kind: 'REJECTED';
      readonly reason: 'REGION';
      readonly name: string;
      readonly candidates: readonly RegionCode[];
    };

const rowSchema = z.object({
  nm_prov: z.string(),
  nm_kab: z.string(),
  jenis_tanaman_pangan: z.string().nullish(),
  luas_area: z.union([z.string(), z.number()]).nullish(),
  tgl_lapor: z.string().nullish(),
});

/**
 * Reads one row of `data-laporan-tanam` for a regency. A row whose regency's name is not certain is rejected with the
 * candidates where this regency is one of them, or where there are none; else it is a neighbour's.
 */
export function readPlantingRow(
  row: unknown,
  place: {
    readonly regionCode: RegionCode;
    readonly province: ProvinceDirectory;
    /** YYYY-MM-DD; a report of a later day is refused. */
    readonly today: string;
  },
): ReadRow {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return { kind: 'REJECTED', reason: 'FORM' };
  const { nm_prov, nm_kab } = parsed.data;
  if (!isProvinceName(nm_prov, place.province.name)) return { kind: 'FOREIGN' };
  const match = matchRegionName(nm_kab, place.province.regencies);
  if (match.kind !== 'MATCHED') return rejectName(nm_kab, match.candidates, place.regionCode);
  if (match.code !== place.regionCode) return { kind: 'NEIGHBOUR' };
  return readReport(parsed.data, place.today);
}

function rejectName(
  name: string,
  candidates: readonly RegionCode[],
  regionCode: RegionCode,
): ReadRow {
  const concerns = candidates.length === 0 || candidates.includes(regionCode);
  return concerns
    ? { kind: 'REJECTED', reason: 'REGION', name: toShownName(name), candidates }
    : { kind: 'NEIGHBOUR' };
}

function readReport(row: z.output<typeof rowSchema>, today: string): ReadRow {
  const commodity = toCommodity(row.jenis_tanaman_pangan ?? '');
  if (!isCommodity(commodity)) return { kind: 'REJECTED', reason: 'COMMODITY' };
  const hectares = readHectares(row.luas_area);
  if (hectares === undefined) return { kind: 'REJECTED', reason: 'AREA' };
  const reportedOn = readDay(row.tgl_lapor ?? '');
  if (reportedOn === undefined || reportedOn > today) return { kind: 'REJECTED', reason: 'DATE' };
  return { kind: 'OWN', report: { commodity, hectares, reportedOn } };
}

function toCommodity(text: string): string {
  const lower = text.trim().replace(/\s+/g, ' ').toLowerCase();
  return lower.slice(0, 1).toUpperCase() + lower.slice(1);
}

/** A commodity's name is published as it stands: a long text is none, nor is one with somebody's number in it. */
function isCommodity(name: string): boolean {
  return name !== '' && name.length <= 60 && !/\d{5}/.test(name);
}

/** The day of `2026-03-01`, `2026-03-01 08:15:00` or `2026-03-01T08:15:00…`; undefined where there is no such day. */
function readDay(text: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[ T]|$)/.exec(text.trim())?.[1];
  if (day === undefined) return undefined;
  const instant = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
  return exists ? day : undefined;
}

/** A column for names can hold anything: letters alone are repeated, and not many. */
function toShownName(name: string): string {
  return name
    .replace(/[^\p{L} .,()/-]/gu, '')
    .trim()
    .slice(0, 60);
}
