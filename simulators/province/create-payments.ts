import type { FinanceContext } from './create-finance-year.ts';
import type { Random } from './create-random.ts';
import type { BudgetLine, PaymentOrder } from './province.ts';
import { EXACTNESS_ACCOUNT, SPENDING_UNITS } from './budget-accounts.ts';
import { addDays } from './dates.ts';
import { inventName } from './names.ts';
import { toHundredths, toRupiah } from './rupiah.ts';

/** Payments of a year's budget, by date: three or so a line, none after the context's day. */
export function createPayments(
  context: FinanceContext,
  budget: readonly BudgetLine[],
): PaymentOrder[] {
  return budget
    .flatMap((line) => planPayments(context, line))
    .filter((planned) => planned.issuedOn <= context.until)
    .sort((one, other) => (one.issuedOn < other.issuedOn ? -1 : 1))
    .map((planned, index) => ({ ...planned, ...number(context, index + 1) }));
}

type Planned = Omit<PaymentOrder, 'number' | 'requestNumber'>;

function planPayments({ random, fiscalYear }: FinanceContext, line: BudgetLine): Planned[] {
  const count = random.integer(1, 5);
  const budget = toHundredths(line.original);
  return Array.from({ length: count }, () => {
    const issuedOn = addDays(`${fiscalYear}-01-08`, random.integer(0, 350));
    const share = BigInt(random.integer(3, 19));
    return {
      issuedOn,
      requestedOn: addDays(issuedOn, -random.integer(1, 6)),
      unit: line.unit,
      description: `Pembayaran ${line.accountName}`,
      ...choosePayee(random, line),
      lines: [{ account: line.account, amount: toRupiah((budget * share) / 100n) }],
    };
  });
}

function choosePayee(
  random: Random,
  line: BudgetLine,
): Pick<PaymentOrder, 'payeeName' | 'payeeIsPerson'> {
  const treasurer = `Bendahara Pengeluaran ${line.unit.name}`;
  if (line.account[2] === 1) return { payeeName: treasurer, payeeIsPerson: false };
  const kind = random.next();
  if (kind < 0.3) return { payeeName: treasurer, payeeIsPerson: false };
  if (kind < 0.5)
    return { payeeName: inventName(random, random.pick([1, 2])), payeeIsPerson: true };
  return { payeeName: `${random.pick(['CV', 'PT'])} ${random.pick(FIRMS)}`, payeeIsPerson: false };
}

const FIRMS = [
  'Cahaya Banten Sejahtera',
  'Karya Cisadane',
  'Sumber Baduy Lestari',
  'Mitra Ujung Kulon',
  'Putra Krakatau Abadi',
  'Anugerah Ciujung',
  'Tirta Rawa Danau',
] as const satisfies readonly [string, ...string[]];

/** The form of the numbers, with slashes: 00042/SP2D/36.71/2026. */
function number(
  { regionCode, fiscalYear }: FinanceContext,
  serial: number,
): Pick<PaymentOrder, 'number' | 'requestNumber'> {
  const padded = String(serial).padStart(5, '0');
  return {
    number: `${padded}/SP2D/${regionCode}/${fiscalYear}`,
    requestNumber: `${padded}/SPM-LS/${regionCode}/${fiscalYear}`,
  };
}

/** A payment whose amount no double holds; it has two lines, whose sum does not fit either. */
export function createExactnessPayment(context: FinanceContext): PaymentOrder {
  const unit = SPENDING_UNITS.at(-1);
  if (unit === undefined) throw new Error('there are no spending units');
  return {
    ...number(context, 90_000),
    issuedOn: `${context.fiscalYear}-01-08`,
    requestedOn: `${context.fiscalYear}-01-05`,
    unit,
    description: 'Pembayaran uji ketelitian',
    payeeName: `Bendahara Pengeluaran ${unit.name}`,
    payeeIsPerson: false,
    lines: [
      { account: EXACTNESS_ACCOUNT.account, amount: '45035996273704965.75' },
      { account: EXACTNESS_ACCOUNT.account, amount: '9007199254740993.25' },
    ],
  };
}

/** A payment of another regency that stands in `regionCode`'s books by mistake. */
export function createStrayPayment(
  random: Random,
  context: FinanceContext,
  ownerCode: string,
): PaymentOrder | undefined {
  const [unit] = SPENDING_UNITS;
  const issuedOn = `${context.fiscalYear}-01-09`;
  if (unit === undefined || issuedOn > context.until) return undefined;
  return {
    ...number({ ...context, regionCode: ownerCode }, 70_000 + random.integer(1, 99)),
    issuedOn,
    requestedOn: `${context.fiscalYear}-01-07`,
    unit,
    description: 'Pembayaran milik wilayah lain',
    payeeName: 'CV Karya Cisadane',
    payeeIsPerson: false,
    lines: [{ account: [5, 1, 2, 1, 1, 24], amount: '77777777.77' }],
    ownerCode,
  };
}
