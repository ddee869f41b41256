/** How regencies of Banten are written in the field, and what each stands for; written by hand. */
export const MATCHED: readonly (readonly [written: string, code: string])[] = [
  ['Kab. Tangerang', '36.03'],
  ['KABUPATEN TANGERANG', '36.03'],
  ['Tangerang (Kab)', '36.03'],
  ['Tangerang, Kab.', '36.03'],
  ['KAB TANGERANG', '36.03'],
  ['Kab.Tangerang', '36.03'],
  ['  kabupaten   tangerang ', '36.03'],
  ['Kota Tangerang', '36.71'],
  ['KOTA TANGERANG', '36.71'],
  ['Tangerang (Kota)', '36.71'],
  ['Kotamadya Tangerang', '36.71'],
  ['Kodya Tangerang', '36.71'],
  ['Kota Adm. Tangerang', '36.71'],
  ['Tangerang Selatan', '36.74'],
  ['Kota Tangerang Selatan', '36.74'],
  ['KOTA TANGERANG-SELATAN', '36.74'],
  ['Kota TangerangSelatan', '36.74'],
  ['Kota Tangsel', '36.74'],
  ['Kab. Serang', '36.04'],
  ['Serang (Kota)', '36.73'],
  ['Lebak', '36.02'],
  ['Pandeglang', '36.01'],
  ['Kab. Pandeglang', '36.01'],
  ['Cilegon', '36.72'],
  ['Ｋｏｔａ Cilegon', '36.72'],
];

export const AMBIGUOUS: readonly (readonly [written: string, codes: readonly string[]])[] = [
  ['Tangerang', ['36.03', '36.71']],
  ['TANGERANG', ['36.03', '36.71']],
  ['Serang', ['36.04', '36.73']],
];

export const UNKNOWN: readonly (readonly [written: string, codes: readonly string[]])[] = [
  ['Kab. Tanggerang', ['36.03', '36.71']],
  ['Kab. Tangerang Selatan', ['36.74']],
  ['Kabupaten/Kota Tangerang', ['36.03', '36.71']],
  ['Kota Lebak', ['36.02']],
  ['Kab. Bogor', []],
  ['Cilegong', ['36.72']],
  ['36.03', []],
  ['Kota', []],
  ['', []],
];
