import { z } from 'zod';
import { parseNik } from '../../common/nik.ts';
import type { CellKind, SheetDefinition } from '../../connectors/workbook/workbook-connector.ts';
import { compareHectares, readHectares } from './exact-hectares.ts';
import type { AllocationRow } from './farmer-allocation-source.ts';
import { matchRegionName } from './match-region-name.ts';
import type { NamedRegency } from './regency-directory.ts';

/** Permentan 1/2024, Art 3(4): subsidised fertiliser is for farmers of up to two hectares and for nine commodities. */
const MOST_HECTARES = '2';
const COMMODITIES: ReadonlyMap<string, string> = new Map(
  [
    'Padi',
    'Jagung',
    'Kedelai',
    'Cabai',
    'Bawang merah',
    'Bawang putih',
    'Tebu',
    'Kakao',
    'Kopi',
  ].map((name) => [name.toUpperCase(), name]),
);

const SEASONS = [1, 2, 3] as const;
const FERTILISERS = [
  ['UREA', 'ureaKg'],
  ['NPK', 'npkKg'],
  ['ORGANIK', 'organicKg'],
] as const;

/** One row of the plan: a person, a commodity and up to three seasons. */
export interface ErdkkRow {
  readonly nik: string;
  readonly year: number;
  readonly regionCode: string;
  readonly commodity: string;
  /** By season; a season without any fertiliser is none. */
  readonly allocations: readonly AllocationRow[];
}

const weight = z.string().nullable();

/** A row as it comes back from the replica. */
export const storedErdkkRow: z.ZodType<ErdkkRow> = z.object({
  nik: z.string(),
  year: z.number(),
  regionCode: z.string(),
  commodity: z.string(),
  allocations: z.array(
    z.object({
      year: z.number(),
      season: z.number(),
      farmerGroup: z.string().nullable(),
      commodity: z.string(),
      areaHectares: z.string(),
      ureaKg: weight,
      npkKg: weight,
      organicKg: weight,
    }),
  ),
});

/** Reasons of the reject list, in English as all of that list; none repeats a cell. */
const nikCell = z.string().transform((text, context) => {
  const parsed = parseNik(text);
  if (parsed.ok) return parsed.value.nik;
  context.addIssue({ code: 'custom', message: parsed.rule.en });
  return z.NEVER;
});

const areaCell = z.string().transform((text, context) => {
  const area = readHectares(text);
  const fits = area !== undefined && compareHectares(area, MOST_HECTARES) <= 0;
  if (fits) return area;
  const message = 'an area is more than 0 and at most 2 hectares';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const commodityCell = z.string().transform((text, context) => {
  const known = COMMODITIES.get(text.trim().replace(/\s+/g, ' ').toUpperCase());
  if (known !== undefined) return known;
  context.addIssue({ code: 'custom', message: 'not one of the nine commodities' });
  return z.NEVER;
});

const weightCell = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a weight is not negative')
  .nullish();

const YEAR_RULE = 'a year lies between 2000 and 2100';

function regencyCell(regencies: readonly NamedRegency[]) {
  return z.string().transform((text, context) => {
    const match = matchRegionName(text, regencies);
    if (match.kind === 'MATCHED') return match.code;
    const fits = match.candidates.join(', ');
    const message =
      fits === ''
        ? 'no regency of the province is called so'
        : `the regency is not certain: ${fits}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function rowSchema(regencies: readonly NamedRegency[]) {
  const weights = SEASONS.flatMap((season) =>
    FERTILISERS.map(([, property]) => [`${property}${season}`, weightCell] as const),
  );
  return z
    .object({
      nik: nikCell,
      year: z.number().int(YEAR_RULE).min(2000, YEAR_RULE).max(2100, YEAR_RULE),
      regionCode: regencyCell(regencies),
      farmerGroup: z.string().nullish(),
      commodity: commodityCell,
      areaHectares: areaCell,
      ...(Object.fromEntries(weights) as Record<string, typeof weightCell>),
    })
    .transform((row): ErdkkRow => {
      const { nik, year, regionCode, commodity } = row;
      const weightOf = (property: string, season: number) =>
        (row as Readonly<Record<string, unknown>>)[`${property}${season}`] as
          string | null | undefined;
      const allocations = SEASONS.map((season) => ({
        year,
        season,
        farmerGroup: row.farmerGroup ?? null,
        commodity,
        areaHectares: row.areaHectares,
        ureaKg: weightOf('ureaKg', season) ?? null,
        npkKg: weightOf('npkKg', season) ?? null,
        organicKg: weightOf('organicKg', season) ?? null,
      })).filter(({ ureaKg, npkKg, organicKg }) => ureaKg ?? npkKg ?? organicKg);
      return { nik, year, regionCode, commodity, allocations };
    });
}

const column = (property: string, kind: CellKind, required = true) => ({
  property,
  kind,
  required,
});

/**
 * The e-RDKK workbook (definitive plan of a farmers' group's needs): one row per person, year and commodity, with the
 * weights of three planting seasons. Regencies stand there by name. Names of the farmer and of his mother are not read:
 * nothing answers them.
 */
export function createErdkkSheet(regencies: readonly NamedRegency[]): SheetDefinition<ErdkkRow> {
  const weights = SEASONS.flatMap((season) =>
    FERTILISERS.map(
      ([header, property]) =>
        [`${header} MT${season}`, column(`${property}${season}`, 'decimal', false)] as const,
    ),
  );
  return {
    name: 'erdkk',
    columns: {
      TAHUN: column('year', 'integer'),
      KABUPATEN: column('regionCode', 'text'),
      'KELOMPOK TANI': column('farmerGroup', 'text', false),
      NIK: column('nik', 'digits'),
      KOMODITAS: column('commodity', 'text'),
      'LUAS LAHAN': column('areaHectares', 'decimal'),
      ...Object.fromEntries(weights),
    },
    row: rowSchema(regencies),
    key: ({ regionCode, nik, year, commodity }) => [regionCode, nik, year, commodity].join('/'),
  };
}
