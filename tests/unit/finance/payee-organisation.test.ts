import { describe, expect, it } from '@jest/globals';
import { toPayeeOrganisation } from '../../../subgraphs/finance/payee-organisation.ts';

describe('the payee of a payment order', () => {
  it.each([
    ['a name', 'Siti Rahmawati'],
    ['a name with degrees', 'Drs. H. Budi Santoso, M.Si'],
    ['a trade name of a person', 'UD Sumber Rejeki'],
    ['a shop', 'Toko Bu Tini'],
    ['a given name that is also a legal form', 'Firma Utina'],
    ['a name that begins with the letters of a form', 'Ptolemeus Hadi'],
    ['a name that begins with the letters of a bank', 'Bankir Hasan'],
    ['a form without a name', 'PT'],
    ['a person behind a company', 'CV Maju Jaya a.n. Siti Rahmawati'],
    ['a person beside a company', 'CV Maju Jaya (Siti Rahmawati)'],
    ['a person after a company', 'CV Maju Jaya - Siti Rahmawati'],
    ['a company behind a person', 'Siti Rahmawati / CV Maju Jaya'],
    ['a director', 'PT Maju qq Direktur Budi'],
    ['a person after a comma', 'PT Maju, Budi Santoso'],
    ['an account number', 'Bank Daerah 0123456789'],
    ['an agency without a name', 'Kecamatan'],
    ['a treasurer with a comma at once', 'Bendahara, Budi Santoso'],
    ['nothing', ''],
    ['nothing at all', null],
    ['more than the column holds', `PT ${'a'.repeat(100)}`],
  ])('is not shown where it is %s', (_what, payee) => {
    expect(toPayeeOrganisation(payee)).toBeNull();
  });

  it.each([
    'PT Sinar Jaya',
    'PT. Sinar Jaya Tbk',
    'pt sinar jaya',
    'P.T. Sinar Jaya',
    'CV. Karya Mandiri',
    'Sinar Jaya, PT',
    'Karya Mandiri, CV.',
    'FA. Usaha Bersama',
    'Koperasi Pegawai Melati',
    'Yayasan Tunas Harapan',
    'Perum Bulog',
    'Bank BJB',
    'BPJS Kesehatan',
    'BUMDes Makmur',
    'Dinas Pekerjaan Umum dan Penataan Ruang Kota Tangerang',
    'Bendahara Pengeluaran Dinas Kesehatan',
    'BENDAHARA',
  ])('is shown as it stands: %s', (payee) => {
    expect(toPayeeOrganisation(payee)).toBe(payee);
  });

  it.each([
    ['Bendahara Pengeluaran Siti Rahmawati', 'Bendahara Pengeluaran'],
    [
      'Bendahara Pengeluaran Dinas Kesehatan an. Siti Rahmawati',
      'Bendahara Pengeluaran Dinas Kesehatan',
    ],
    ['Bendahara Budi Santoso', 'Bendahara'],
    ['Dinas Kesehatan dan Budi', 'Dinas Kesehatan'],
  ])('is shown without what may be a name: %s', (payee, shown) => {
    expect(toPayeeOrganisation(payee)).toBe(shown);
  });

  it('is shown with single blanks', () => {
    expect(toPayeeOrganisation('  PT   Sinar  Jaya ')).toBe('PT Sinar Jaya');
  });
});
