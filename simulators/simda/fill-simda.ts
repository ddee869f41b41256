import type { FinanceYear, RegencyWorld } from '../province/province.ts';
import type { DatabaseTarget } from '../sql/simulated-database.ts';
import type { PaymentBook } from './payment-rows.ts';
import { ACCOUNTS, EXACTNESS_ACCOUNT } from '../province/budget-accounts.ts';
import { fillDatabase } from '../sql/simulated-database.ts';
import { toBudgetRows, unitCodes } from './budget-rows.ts';
import {
  createUnpaidRequest,
  toPaymentOrderRows,
  toRequestLineRows,
  toRequestRows,
} from './payment-rows.ts';
import * as tables from './simda-tables.ts';

/**
 * Makes one regency's SIMDA database and fills it with the budgets and payments of its world, this year's and the years
 * before; drafts, unpaid requests and strays of another regency included. Can be repeated.
 *
 * @returns the database's URL.
 */
export async function fillSimda(world: RegencyWorld, target: DatabaseTarget): Promise<string> {
  const years = [world.finance, ...world.finance.earlier];
  const books = years.map((year) => toBook(world, year));
  const requests = books.flatMap((book) => [book, createUnpaidRequest(book)]);
  return fillDatabase(target, [
    {
      table: tables.REF_SUB_UNIT,
      rows: world.finance.units.map((unit) => [...unitCodes(unit), unit.name]),
    },
    {
      table: tables.REF_REK90_6,
      rows: [...ACCOUNTS, EXACTNESS_ACCOUNT].map(({ account, accountName }) => [
        ...account,
        accountName,
      ]),
    },
    { table: tables.TA_RASK_ARSIP, rows: years.flatMap(toBudgetRows) },
    { table: tables.TA_SPM, rows: requests.flatMap(toRequestRows) },
    { table: tables.TA_SPM_RINC, rows: requests.flatMap(toRequestLineRows) },
    { table: tables.TA_SP2D, rows: books.flatMap(toPaymentOrderRows) },
  ]);
}

function toBook(world: RegencyWorld, year: FinanceYear): PaymentBook {
  const strays = world.strayPayments.filter(
    (payment) => Number(payment.issuedOn.slice(0, 4)) === year.fiscalYear,
  );
  return {
    fiscalYear: year.fiscalYear,
    regionCode: world.code,
    payments: [...year.payments, ...strays],
  };
}
