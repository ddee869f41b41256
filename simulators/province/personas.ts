import type { Household } from './province.ts';
import { fixAddress, fixFamily } from './fix-family.ts';

const PARENTS = ['NENG RATNA KOMALASARI', 'BUDI HERMAWAN'] as const;

/**
 * The family of the persona `warga`, in Kelurahan Cipondoh of Kota Tangerang: his wife, whose number was issued in Kab.
 * Tangerang, an adult son who still stands on the card, and two children who are minors until 2030 and 2035.
 */
export const WARGA_HOUSEHOLD: Household = fixFamily({
  noKk: '3671050206059001',
  birthPlace: 'TANGERANG',
  address: fixAddress('36.71.05.1001', 'JL. KENANGA NO. 17', '15148'),
  members: [
    {
      nik: '3671051705809001',
      name: PARENTS[1],
      sex: 1,
      birthDate: '1980-05-17',
      marital: 2,
      education: 8,
      bloodGroup: 4,
      parents: ['EUIS SULASTRI', 'DADANG HERMAWAN'],
    },
    {
      nik: '3603286208829002',
      name: PARENTS[0],
      sex: 2,
      birthDate: '1982-08-22',
      relationship: 3,
      marital: 2,
      occupation: 2,
      bloodGroup: 1,
      parents: ['ENTIN SUMIATI', 'MAMAN SURYANA'],
    },
    {
      nik: '3671051103069003',
      name: 'GILANG HERMAWAN',
      sex: 1,
      birthDate: '2006-03-11',
      relationship: 4,
      occupation: 3,
      parents: PARENTS,
    },
    {
      nik: '3671057009129004',
      name: 'INTAN HERMAWAN',
      sex: 2,
      birthDate: '2012-09-30',
      relationship: 4,
      education: 3,
      occupation: 3,
      bloodGroup: 4,
      parents: PARENTS,
    },
    {
      nik: '3671050302179005',
      name: 'BAYU HERMAWAN',
      sex: 1,
      birthDate: '2017-02-03',
      relationship: 4,
      education: 2,
      occupation: 3,
      parents: PARENTS,
    },
  ],
});

/** The minor child of `warga` who receives aid of her own. */
export const WARGA_WARD_NIK = '3671057009129004';
