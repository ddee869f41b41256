import type { BudgetLine, SpendingUnit } from './province.ts';

/** Accounts of Permendagri 90/2019 (Kepmendagri 050-3708/2020): expenditure that every unit has. */
export const ACCOUNTS: readonly Pick<BudgetLine, 'account' | 'accountName'>[] = [
  { account: [5, 1, 1, 1, 1, 1], accountName: 'Belanja Gaji Pokok PNS' },
  { account: [5, 1, 1, 1, 2, 1], accountName: 'Belanja Tunjangan Keluarga PNS' },
  {
    account: [5, 1, 2, 1, 1, 24],
    accountName: 'Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor',
  },
  { account: [5, 1, 2, 1, 1, 52], accountName: 'Belanja Makanan dan Minuman Rapat' },
  { account: [5, 1, 2, 2, 1, 26], accountName: 'Belanja Jasa Tenaga Administrasi' },
  { account: [5, 1, 2, 2, 1, 61], accountName: 'Belanja Tagihan Listrik' },
  { account: [5, 1, 2, 4, 1, 1], accountName: 'Belanja Perjalanan Dinas Biasa' },
  { account: [5, 2, 2, 5, 1, 5], accountName: 'Belanja Modal Alat Kantor Lainnya' },
];

/** The account of the line whose amount no double can hold; a test line, in the registers of some regencies only. */
export const EXACTNESS_ACCOUNT: Pick<BudgetLine, 'account' | 'accountName'> = {
  account: [5, 3, 1, 1, 1, 1],
  accountName: 'Belanja Tidak Terduga (baris uji ketelitian)',
};

type UnitTemplate = readonly [urusan: number, bidang: number, unit: number, name: string];

const UNITS: readonly UnitTemplate[] = [
  [1, 1, 1, 'Dinas Pendidikan'],
  [1, 2, 1, 'Dinas Kesehatan'],
  [1, 3, 1, 'Dinas Pekerjaan Umum dan Penataan Ruang'],
  [1, 4, 1, 'Dinas Perumahan dan Permukiman'],
  [1, 6, 1, 'Dinas Sosial'],
  [2, 9, 1, 'Dinas Ketahanan Pangan dan Pertanian'],
  [2, 12, 1, 'Dinas Kependudukan dan Pencatatan Sipil'],
  [2, 16, 1, 'Dinas Komunikasi dan Informatika'],
  [4, 1, 1, 'Sekretariat Daerah'],
  [5, 2, 1, 'Badan Pengelola Keuangan dan Aset Daerah'],
];

/** The spending units of every regency, by code. */
export const SPENDING_UNITS: readonly SpendingUnit[] = UNITS.map(
  ([urusan, bidang, unit, name]) => ({
    urusan,
    bidang,
    unit,
    sub: 1,
    name,
  }),
);
