import type { BudgetRow } from './budget-rows.ts';

/** The world that implementations of the port Payment are filled with: requests, their lines, the orders made for them. */
export interface PaymentRow {
  readonly year: number;
  readonly request: string;
  readonly unit: BudgetRow['unit'];
  readonly payee: string;
  readonly owner: string | null;
  readonly lines: readonly { readonly account: BudgetRow['account']; readonly amount: string }[];
  readonly orders: readonly { readonly number: string; readonly on: string }[];
}

const EDUCATION = [1, 1, 1, 1] as const;
const CLINIC = [1, 2, 1, 9] as const;
const WAGES = [5, 1, 1, 1, 1, 1] as const;
const PAPER = [5, 1, 2, 1, 1, 9] as const;
const CASH = [1, 1, 1, 3, 1, 1] as const;

export const PAYMENT_ROWS: readonly PaymentRow[] = [
  {
    year: 2026,
    request: 'SPM-1',
    unit: EDUCATION,
    payee: 'PT Kertas Jaya',
    owner: '36.71',
    lines: [
      { account: WAGES, amount: '9007199254740993.25' },
      { account: PAPER, amount: '0.10' },
    ],
    orders: [{ number: 'SP2D-001', on: '2026-01-31' }],
  },
  {
    year: 2026,
    request: 'SPM-2',
    unit: EDUCATION,
    payee: 'Siti Rahmawati',
    owner: null,
    lines: [{ account: WAGES, amount: '100.00' }],
    orders: [
      { number: 'SP2D-002', on: '2026-02-01' },
      { number: 'SP2D-003', on: '2026-02-01' },
    ],
  },
  {
    year: 2026,
    request: 'SPM-3',
    unit: CLINIC,
    payee: 'Bendahara Pengeluaran Dinas Kesehatan',
    owner: null,
    lines: [
      { account: CASH, amount: '5000.00' },
      { account: PAPER, amount: '7.00' },
    ],
    orders: [{ number: 'SP2D-004', on: '2026-02-01' }],
  },
  {
    year: 2026,
    request: 'SPM-4',
    unit: EDUCATION,
    payee: 'CV Belum Dibayar',
    owner: null,
    lines: [{ account: WAGES, amount: '333.00' }],
    orders: [],
  },
  {
    year: 2026,
    request: 'SPM-5',
    unit: EDUCATION,
    payee: 'PT Kabupaten Lain',
    owner: '36.02',
    lines: [{ account: WAGES, amount: '444.00' }],
    orders: [{ number: 'SP2D-900', on: '2026-02-02' }],
  },
  {
    year: 2025,
    request: 'SPM-1',
    unit: EDUCATION,
    payee: 'PT Tahun Lalu',
    owner: null,
    lines: [{ account: WAGES, amount: '1.00' }],
    orders: [{ number: 'SP2D-001', on: '2025-12-30' }],
  },
];
