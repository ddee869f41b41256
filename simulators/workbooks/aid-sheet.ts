import type { AidPayment, RegencyWorld } from '../province/province.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { INEXACT_NUMBER, toAmountCell } from './sheet.ts';

/** One regency's list of who received aid, with faulty rows at its end. */
export function createAidSheet(world: RegencyWorld): Sheet {
  return {
    fileName: 'penerima-bantuan.xlsx',
    header: ['NIK', 'NAMA', 'PROGRAM', 'TAHUN', 'JUMLAH', 'TANGGAL_BAYAR', 'KODE_WILAYAH'],
    rows: [...world.aid.map((payment) => toRow(world, payment)), ...faultyRows(world)],
  };
}

function toRow(world: RegencyWorld, payment: AidPayment): SheetCell[] {
  return [
    payment.nik,
    payment.nameOnRecord,
    payment.programme,
    payment.fiscalYear,
    toAmountCell(payment.amount),
    payment.paidOn === null ? null : new Date(payment.paidOn),
    world.code,
  ];
}

/** A NIK typed as a number, one that is none, a missing amount, an inexact one, another regency's row, a row there twice. */
function faultyRows(world: RegencyWorld): SheetCell[][] {
  const year = world.finance.fiscalYear - 1;
  const other = world.code === '36.71' ? '36.03' : '36.71';
  const programme = 'Bantuan Sosial Tunai Daerah';
  const [first] = world.aid;
  return [
    [3671070106839111, 'NIK SEBAGAI ANGKA', programme, year, 300_000, null, world.code],
    ['3671011513959100', 'NIK MUSTAHIL', programme, year, 300_000, null, world.code],
    ['3671011501959100', 'TANPA JUMLAH', programme, year, null, null, world.code],
    ['3671011501959100', 'JUMLAH TERLALU BESAR', programme, year, INEXACT_NUMBER, null, world.code],
    ['3671011501959100', 'WILAYAH LAIN', programme, year, 300_000, null, other],
    ...(first === undefined ? [] : [toRow(world, first)]),
  ];
}
