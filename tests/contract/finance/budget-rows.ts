/** The one world that every implementation of the port Budget is filled with. */
export interface BudgetRow {
  readonly year: number;
  /** Kd_Perubahan; 3 is a draft, which no workbook has a word for. */
  readonly stage: 3 | 4 | 5 | 6;
  readonly unit: readonly [number, number, number, number];
  readonly account: readonly [number, number, number, number, number, number];
  readonly amount: string;
}

export const UNITS = [
  { unit: [1, 1, 1, 1], code: '1.01.01.01', name: 'Dinas Pendidikan' },
  { unit: [1, 2, 1, 9], code: '1.02.01.09', name: 'Puskesmas Mekar' },
  { unit: [1, 2, 1, 10], code: '1.02.01.10', name: 'Puskesmas Melati' },
  { unit: [2, 7, 1, 1], code: '2.07.01.01', name: 'Dinas Tenaga Kerja' },
] as const;

const [EDUCATION, CLINIC_9, CLINIC_10, LABOUR] = UNITS.map(({ unit }) => unit) as [
  BudgetRow['unit'],
  BudgetRow['unit'],
  BudgetRow['unit'],
  BudgetRow['unit'],
];

const WAGES = [5, 1, 1, 1, 1, 1] as const;
const PAPER = [5, 1, 2, 1, 1, 9] as const;
const FOOD = [5, 1, 2, 1, 1, 10] as const;
const TAXES = [4, 1, 1, 6, 1, 1] as const;

export const ACCOUNT_NAMES = [
  { account: WAGES, name: 'Belanja Gaji Pokok PNS' },
  { account: PAPER, name: 'Belanja Kertas dan Cover' },
  { account: TAXES, name: 'Pajak Hotel' },
] as const;

/** 2^53 + 1, which no double holds. */
export const BEYOND_DOUBLES = '9007199254740993.25';

export const BUDGET_ROWS: readonly BudgetRow[] = [
  { year: 2025, stage: 4, unit: LABOUR, account: WAGES, amount: '10.00' },
  { year: 2025, stage: 5, unit: LABOUR, account: WAGES, amount: '12.50' },
  { year: 2026, stage: 3, unit: EDUCATION, account: WAGES, amount: '999999.00' },
  { year: 2026, stage: 4, unit: EDUCATION, account: WAGES, amount: '500000.00' },
  { year: 2026, stage: 6, unit: EDUCATION, account: WAGES, amount: BEYOND_DOUBLES },
  { year: 2026, stage: 6, unit: EDUCATION, account: PAPER, amount: '0.10' },
  { year: 2026, stage: 6, unit: EDUCATION, account: FOOD, amount: '1000.65' },
  { year: 2026, stage: 6, unit: EDUCATION, account: TAXES, amount: '777.00' },
  { year: 2026, stage: 6, unit: CLINIC_9, account: WAGES, amount: '200.00' },
  { year: 2026, stage: 6, unit: CLINIC_10, account: WAGES, amount: '300.00' },
  { year: 2027, stage: 3, unit: EDUCATION, account: WAGES, amount: '1.00' },
];
