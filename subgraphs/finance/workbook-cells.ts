import { z } from 'zod';
import { toMoney } from './money.ts';

/** A decimal cell with at most two decimals that count. */
export const moneyCell = z.string().transform((text, context) => {
  const amount = toMoney(text);
  if (amount !== undefined) return amount;
  context.addIssue({ code: 'custom', message: 'an amount has at most two decimals' });
  return z.NEVER;
});

const YEAR_RULE = 'a fiscal year lies between 2000 and 2100';

/** A fiscal year, as `readFiscalYear` takes it. */
export const fiscalYearCell = z.number().int(YEAR_RULE).min(2000, YEAR_RULE).max(2100, YEAR_RULE);
