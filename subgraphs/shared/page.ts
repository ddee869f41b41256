import { badUserInput } from '../../common/errors/errors.ts';

/** The most that one page of a connection holds. */
const MAX_PAGE_SIZE = 100;

/**
 * The checked size of a page.
 *
 * @throws ClientError - `BAD_USER_INPUT` unless it is between 1 and 100.
 */
export function readPageSize(first: number | null | undefined, defaultSize = 50): number {
  const size = first ?? defaultSize;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) {
    throw badUserInput('first', {
      en: `a page holds 1 to ${MAX_PAGE_SIZE}`,
      id: `satu halaman memuat 1 sampai ${MAX_PAGE_SIZE}`,
    });
  }
  return size;
}
