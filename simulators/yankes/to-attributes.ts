import type { HealthFacility } from '../province/province.ts';

/** What `/faskes` says of a facility. */
export function toFacility(facility: HealthFacility): Record<string, unknown> {
  return {
    rumah_sakit: facility.name,
    kode_rs: facility.code,
    jenis: facility.kind,
    kelas: facility.grade,
    direktur: '-----',
    alamat: '-',
    kab_kot: facility.town,
    kode_pos: '',
    telp: '-',
    fax: '-',
    website: '',
    terdaftar: '2 weeks ago',
  };
}

/** What `/kamar` says of the same: other names for the same things, and its rooms bed by bed (the first few). */
export function toRooms(
  facility: HealthFacility,
  beds: { readonly total: number; readonly occupied: number },
): Record<string, unknown> {
  return {
    rumahsakit: facility.name,
    photo: '',
    kode: facility.code,
    kategori: facility.kind,
    grade: facility.grade,
    alamat: '-',
    kab_kot: facility.town,
    kodepos: '',
    total_bed: beds.total,
    bed_terpakai: beds.occupied,
    bed_kosong: beds.total - beds.occupied,
    rawat_inap: {
      kamar: Array.from({ length: Math.min(2, beds.total) }, (_, index) => ({
        status: index < beds.occupied ? 1 : 0,
        id: facility.id * 1_000 + index,
        ruang_id: facility.id,
        kode_bed: 'VIP',
        nama_kelas: 'VIP',
        nama_ruang: 'R. VIP',
      })),
    },
  };
}
