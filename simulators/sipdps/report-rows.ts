import type { PlantingReport, Province } from '../province/province.ts';

/** A report as the service lists it; its columns are those of the recorded interface. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

/**
 * The province's reports, the newest first. Regencies stand there by name, as each official writes it; areas are text or
 * numbers as it comes.
 */
export function toReportRows(province: Province): ReportRow[] {
  return [...province.regencies.values()]
    .flatMap(({ name, agriculture }) =>
      (agriculture?.plantingReports ?? []).map((report, index) =>
        toReportRow(report, spellRegency(name, index), index),
      ),
    )
    .sort((one, other) => compareText(other['tgl_lapor'], one['tgl_lapor']));
}

function toReportRow(report: PlantingReport, regency: string, index: number): ReportRow {
  return {
    nip_reporter: report.reporterNip,
    nm_reporter: report.reporterName,
    tgl_lapor: report.reportedOn,
    tgl_kunjungan: report.visitedOn,
    jenis_kelompok: 'Kelompok Tani',
    nm_prov: ['BANTEN', 'Banten', 'Prov. Banten'][index % 3] as string,
    nm_kab: regency,
    nm_kec: report.districtName,
    nm_desa: report.villageName,
    kategori_lahan: report.landCategory,
    jenis_lahan: report.landCategory === 'Sawah' ? 'Irigasi' : 'Tegalan',
    jenis_tanaman_pangan: index % 5 === 4 ? report.commodity.toUpperCase() : report.commodity,
    nm_varietas: report.variety,
    jenis_bantuan: 'Swadaya',
    sumber_bantuan: null,
    tahun_bantuan: null,
    luas_area: index % 2 === 0 ? report.areaHectares : Number(report.areaHectares),
    hst: report.daysAfterPlanting,
    lat: report.latitude,
    lng: report.longitude,
    photos: `${report.reporterNip}-${report.reportedOn}-${index}.jpg`,
    status: 'Terverifikasi',
  };
}

/** `Kabupaten Tangerang` as one of six, or `Kota Tangerang` as one of four. */
function spellRegency(name: string, index: number): string {
  const [kind = '', ...rest] = name.split(' ');
  const base = rest.join(' ');
  const spellings =
    kind === 'Kabupaten'
      ? [
          `Kab. ${base}`,
          `KABUPATEN ${base.toUpperCase()}`,
          `${base} (Kab)`,
          name,
          `KAB ${base.toUpperCase()}`,
          `${base}, Kab.`,
        ]
      : [name, name.toUpperCase(), `${base} (Kota)`, `Kotamadya ${base}`];
  return spellings[index % spellings.length] as string;
}

function compareText(one: unknown, other: unknown): number {
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;
}

/**
 * Rows that a careful reader rejects or drops: regencies' names that could be two, or are misspelled; areas and dates
 * that are none; and rows of another province.
 */
export function addFaultyRows(rows: readonly ReportRow[]): ReportRow[] {
  const [model] = rows;
  if (model === undefined) return [];
  const changes: ReportRow[] = [
    { nm_kab: 'Tangerang' },
    { nm_kab: 'TANGERANG', nm_desa: 'Ambigu' },
    { nm_kab: 'Serang' },
    { nm_kab: 'Kab. Tanggerang' },
    { nm_kab: 'Kab. Pandeglang', luas_area: '0,75' },
    { nm_kab: 'Kab. Pandeglang', luas_area: null },
    { nm_kab: 'Kab. Tangerang', luas_area: 0 },
    { nm_kab: 'Kota Tangerang Selatan', tgl_lapor: '2062-01-02' },
    { nm_kab: 'Kab. Serang', jenis_tanaman_pangan: null },
    { nm_prov: 'JAWA BARAT', nm_kab: 'Kab. Bogor', nm_kec: 'Cisarua' },
    { nm_prov: 'JAWA BARAT', nm_kab: 'Kota Depok', nm_kec: 'Beji' },
    { nm_prov: 'Jawa Barat', nm_kab: 'KABUPATEN SERANG', nm_kec: 'Keliru' },
  ];
  const faulty = changes.map((change, index) => ({
    ...model,
    photos: `keliru-${index}`,
    ...change,
  }));
  const spread = Math.max(1, Math.floor(rows.length / faulty.length));
  return rows.flatMap((row, index) => {
    const fault = index % spread === 0 ? faulty[index / spread] : undefined;
    return fault === undefined ? [row] : [fault, row];
  });
}

/** The rows of Jawa Barat, whose list is next to Banten's. */
export function toNeighbourRows(rows: readonly ReportRow[]): ReportRow[] {
  return rows.slice(0, 20).map((row) => ({ ...row, nm_prov: 'JAWA BARAT', nm_kab: 'Kab. Bogor' }));
}
