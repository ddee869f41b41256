import { badUserInput } from '../../common/errors/errors.ts';

/** Fiscal years that may be asked for. */
const EARLIEST = 2000;
const LATEST = 2100;

/** Every fiscal year that books can be of at this instant: a year's begin to be kept in the year before. */
export function fiscalYearsAt(nowMs: number): readonly number[] {
  const latest = new Date(nowMs).getUTCFullYear() + 1;
  return Array.from({ length: latest - EARLIEST + 1 }, (_, index) => EARLIEST + index);
}

/**
 * The checked argument `fiscalYear`; null where it is not given.
 *
 * @throws ClientError - `BAD_USER_INPUT` outside 2000 to 2100.
 */
export function readFiscalYear(fiscalYear: number | null | undefined): number | null {
  if (fiscalYear === null || fiscalYear === undefined) return null;
  if (!Number.isInteger(fiscalYear) || fiscalYear < EARLIEST || fiscalYear > LATEST) {
    throw badUserInput('fiscalYear', {
      en: `a fiscal year lies between ${EARLIEST} and ${LATEST}`,
      id: `tahun anggaran berada di antara ${EARLIEST} dan ${LATEST}`,
    });
  }
  return fiscalYear;
}
