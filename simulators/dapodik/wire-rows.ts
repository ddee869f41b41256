import type { Pupil, School, SchoolClass } from '../province/province.ts';

export type WireRow = Readonly<Record<string, unknown>>;

/** Dapodik's list of religions begins as Adminduk's does; the other codes are not recorded. */
const RELIGIONS: Readonly<Record<number, string>> = {
  1: 'Islam',
  2: 'Kristen',
  3: 'Katholik',
  4: 'Hindu',
  5: 'Budha',
  6: 'Khonghucu',
  7: 'Lainnya',
};
/** Bentuk pendidikan; the numbers are invented. */
const KINDS = { SD: 5, SMP: 6, SMA: 13, SMK: 15 } as const;
const SEMESTER = '20261';

export function toSekolahRow(school: School): WireRow {
  return {
    sekolah_id: school.sekolahId,
    nama: school.name,
    nss: `10${school.npsn}`,
    npsn: school.npsn,
    bentuk_pendidikan_id: KINDS[school.level],
    bentuk_pendidikan_id_str: school.level,
    status_sekolah: school.isPublic ? '1' : '2',
    status_sekolah_str: school.isPublic ? 'Negeri' : 'Swasta',
    alamat_jalan: school.street,
    rt: '3',
    rw: '7',
    kode_wilayah: toKodeWilayah(school),
    kode_pos: school.postalCode,
    lintang: '-6.1700000',
    bujur: '106.6400000',
    dusun: null,
    desa_kelurahan: school.villageName,
    kecamatan: 'Kec. Contoh',
    kabupaten_kota: school.regencyName,
    provinsi: 'Prov. Banten',
    is_sks: 0,
  };
}

/** Most schools have the village's code without its dots; each regency's third has a number of another list. */
function toKodeWilayah({ npsn, villageCode }: School): string {
  return npsn.endsWith('3') ? '286103AA' : villageCode.replaceAll('.', '');
}

export function toPesertaDidikRow(pupil: Pupil, className: string | null): WireRow {
  return {
    registrasi_id: pupil.registrasiId,
    jenis_pendaftaran_id: '1',
    jenis_pendaftaran_id_str: 'Siswa baru',
    nipd: pupil.nisn.slice(-5),
    tanggal_masuk_sekolah: pupil.enteredOn,
    sekolah_asal: null,
    peserta_didik_id: pupil.pesertaDidikId,
    nama: pupil.nameOnRecord,
    nisn: pupil.nisn,
    jenis_kelamin: pupil.sex === 1 ? 'L' : 'P',
    nik: pupil.nik,
    tempat_lahir: pupil.birthPlace,
    tanggal_lahir: pupil.birthDate,
    agama_id: pupil.religion,
    agama_id_str: RELIGIONS[pupil.religion],
    nama_ayah: pupil.fatherName,
    pekerjaan_ayah_id: 1,
    pekerjaan_ayah_id_str: 'Tidak bekerja',
    nama_ibu: pupil.motherName,
    pekerjaan_ibu_id: 1,
    pekerjaan_ibu_id_str: 'Tidak bekerja',
    nama_wali: null,
    pekerjaan_wali_id: null,
    pekerjaan_wali_id_str: null,
    anak_keberapa: '1',
    tinggi_badan: '140',
    berat_badan: '35',
    semester_id: SEMESTER,
    anggota_rombel_id: pupil.anggotaRombelId,
    rombongan_belajar_id: pupil.rombonganBelajarId,
    tingkat_pendidikan_id: String(pupil.grade),
    nama_rombel: className,
    kurikulum_id: 1,
    kurikulum_id_str: 'Kurikulum Merdeka',
  };
}

export function toRombelRow(schoolClass: SchoolClass, pupils: readonly Pupil[]): WireRow {
  const members = pupils.filter(
    ({ rombonganBelajarId }) => rombonganBelajarId === schoolClass.rombonganBelajarId,
  );
  return {
    rombongan_belajar_id: schoolClass.rombonganBelajarId,
    nama: schoolClass.name,
    tingkat: String(schoolClass.grade),
    kurikulum: 'Kurikulum Merdeka',
    ptk_id: schoolClass.teacher.ptkId,
    anggota_rombel: members.map(({ anggotaRombelId, pesertaDidikId }) => ({
      anggota_rombel_id: anggotaRombelId,
      peserta_didik_id: pesertaDidikId,
    })),
    pembelajaran: [],
  };
}

export function toGtkRow({ teacher }: SchoolClass): WireRow {
  return {
    ptk_id: teacher.ptkId,
    ptk_terdaftar_id: teacher.ptkId,
    nama: teacher.name,
    nuptk: null,
    nik: null,
    nip: null,
    jenis_ptk_id: 3,
    status_kepegawaian_id: 1,
    pangkat_golongan_terakhir: null,
    rwy_pend_formal: [],
    rwy_kepangkatan: [],
  };
}

/** A teacher's account, with what looks like a password's hash, as the real service gives it away. */
export function toPenggunaRow({ teacher }: SchoolClass, sekolahId: string): WireRow {
  return {
    pengguna_id: teacher.ptkId,
    sekolah_id: sekolahId,
    username: `guru-${teacher.ptkId.slice(0, 8)}@sekolah.example`,
    nama: teacher.name,
    peran_id_str: 'PTK',
    password: `$2y$10$simulator${teacher.ptkId.replaceAll('-', '')}`,
    ptk_id: teacher.ptkId,
    peserta_didik_id: null,
  };
}
