import type { FertiliserAllocation, RegencyWorld } from '../province/province.ts';
import type { Sheet, SheetCell } from './sheet.ts';

const SEASONS = [1, 2, 3] as const;

/**
 * One regency's plan of needs for subsidised fertiliser (e-RDKK), whose regencies stand there by name, with faulty rows
 * at its end.
 */
export function createErdkkSheet(world: RegencyWorld): Sheet {
  const allocations = world.agriculture?.allocations ?? [];
  return {
    fileName: 'erdkk.xlsx',
    header: [
      'TAHUN',
      'PROVINSI',
      'KABUPATEN',
      'KECAMATAN',
      'DESA',
      'KELOMPOK TANI',
      'NIK',
      'NAMA',
      'NAMA IBU KANDUNG',
      'KOMODITAS',
      'LUAS LAHAN',
      ...SEASONS.flatMap((season) =>
        ['UREA', 'NPK', 'ORGANIK'].map((fertiliser) => `${fertiliser} MT${season}`),
      ),
    ],
    rows: [
      ...allocations.map((allocation, index) => toRow(spell(world.name, index), allocation)),
      ...faultyRows(world, allocations[0]),
    ],
  };
}

/** Every clerk has his own way of writing the regency. */
function spell(name: string, index: number): string {
  const [kind = '', ...rest] = name.split(' ');
  const base = rest.join(' ');
  const short = kind === 'Kabupaten' ? 'Kab.' : kind;
  return [name.toUpperCase(), `${short} ${base}`, name, `${base} (${short.replace('.', '')})`][
    index % 4
  ] as string;
}

function toRow(
  regency: string,
  allocation: FertiliserAllocation,
  changes: {
    readonly nik?: SheetCell;
    readonly commodity?: string;
    readonly area?: SheetCell;
  } = {},
): SheetCell[] {
  return [
    allocation.year,
    'BANTEN',
    regency,
    allocation.districtName,
    allocation.villageName,
    allocation.group,
    changes.nik ?? allocation.nik,
    allocation.name,
    allocation.motherName,
    changes.commodity ?? allocation.commodity,
    changes.area ?? Number(allocation.areaHectares),
    ...SEASONS.flatMap((season) => toWeights(allocation.seasons[season - 1])),
  ];
}

function toWeights(season: FertiliserAllocation['seasons'][number] | undefined): SheetCell[] {
  if (season === undefined) return [null, null, null];
  return [Number(season.ureaKg), Number(season.npkKg), Number(season.organicKg)];
}

/** Named so in no register, so that a reader who takes such a row is found out. */
const NOBODY = '3671011501959100';

/**
 * A NIK that is none and one typed as a number, three hectares, a crop that is not subsidised, a regency that could be
 * two, another regency's row, and a row that is there twice.
 */
function faultyRows(world: RegencyWorld, first: FertiliserAllocation | undefined): SheetCell[][] {
  if (first === undefined) return [];
  const nobody = { ...first, name: 'BARIS KELIRU' };
  const other = world.code === '36.03' ? 'Kota Tangerang' : 'KABUPATEN TANGERANG';
  return [
    toRow(world.name, nobody, { nik: '3671011513959100' }),
    toRow(world.name, nobody, { nik: 3671011501959100 }),
    toRow(world.name, nobody, { nik: NOBODY, area: 3 }),
    toRow(world.name, nobody, { nik: NOBODY, commodity: 'Kelapa Sawit' }),
    toRow('Tangerang', nobody, { nik: NOBODY }),
    toRow(other, nobody, { nik: NOBODY }),
    toRow(world.name, first),
  ];
}
