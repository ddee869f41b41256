import { createHash } from 'node:crypto';
import type { ReplicaRecord } from '../../connectors/replica/replica-store.ts';
import type { DapodikRows } from './dapodik-reply.ts';
import { toPupilRecord } from './dapodik-pupil.ts';
import type { HarvestStart } from './harvest-checkpoint.ts';

const WIB_OFFSET_MS = 7 * 3_600_000;
/** More pages than any school has. */
const MAX_PAGES = 500;
/** More pupils than any school has: a server that sends more does not stop, or means harm. */
const MAX_ROWS = 100_000;

/**
 * Reads a list page by page to its end and hands every page on. What `results` counts is not recorded, so that a short
 * page ends the list unless `results` says that there is more, and a full one never does. A server that does not know
 * `limit` sends everything at once; one that does not know `start` sends its first page again: that is the end where
 * nothing is missing, and `endless()` otherwise.
 *
 * @returns false where the list changed its length while it was read.
 */
export async function putPupilPages(options: {
  readonly start: HarvestStart;
  readonly npsn: string;
  readonly pageSize: number;
  readonly readPage: (from: number) => Promise<DapodikRows>;
  readonly put: (
    records: readonly ReplicaRecord[],
    progress: HarvestStart & { readonly rejected: number },
  ) => Promise<void>;
  readonly endless: () => Error;
}): Promise<boolean> {
  const { npsn, pageSize, readPage, put, endless } = options;
  const { beganAt } = options.start;
  const today = new Date(Date.parse(beganAt) + WIB_OFFSET_MS).toISOString().slice(0, 10);
  let { from, total } = options.start;
  const seen = new Set<string>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { rows, results } = await readPage(from);
    if (from + rows.length > MAX_ROWS) throw endless();
    const counted = toTotal(results, from + rows.length);
    const repeats = rows.length > 0 && rows.every((row) => seen.has(digest(row)));
    if (repeats && total !== null && seen.size < total) throw endless();
    if (repeats) return true;
    if (counted !== null && total !== null && counted !== total) return false;
    total ??= counted;
    from += rows.length;
    if (rows.length > 0) {
      const records = rows.flatMap((row) => toPupilRecord(row, npsn, today) ?? []);
      const rejected = rows.length - records.length;
      await put(records, { from, total, beganAt, rejected });
    }
    for (const row of rows) seen.add(digest(row));
    const isFull = rows.length === pageSize;
    const moreIsPromised = rows.length > 0 && total !== null && from < total;
    if (!isFull && !moreIsPromised) return true;
  }
  throw endless();
}

/** Rows are remembered by their digest: a page may be megabytes. */
function digest(row: unknown): string {
  return createHash('sha256').update(JSON.stringify(row)).digest('base64');
}

/** A count that does not reach the rows that were read counts the page and not the list. */
function toTotal(results: number | null, read: number): number | null {
  return results !== null && results >= read ? results : null;
}
