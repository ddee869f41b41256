import { createHash } from 'node:crypto';
import type { RegionCode } from '../../common/region-code.ts';
import type { ReplicaRecord } from '../../connectors/replica/replica-store.ts';
import { readPlantingRow, type PlantingReport } from './planting-report.ts';
import { createSummaryBuilder, type PlantingSummary } from './planting-summary.ts';
import type { ProvinceDirectory } from './regency-directory.ts';
import type { SipdpsPage } from './sipdps-page.ts';

/** What a page adds to a harvest. */
export interface PageYield {
  readonly records: readonly ReplicaRecord[];
  readonly rejected: number;
}

/** One reading of the whole list, from its first page to its last. */
export interface PlantingAttempt {
  /** Takes the next page; `DRIFTED` where the list is not the one that this attempt began with. */
  take(page: SipdpsPage): PageYield | 'DRIFTED';
  /** Whether the pages that were taken are one whole list; asked after the last page. */
  isWhole(): boolean;
  rowsOf(kind: 'READ' | 'UNREADABLE' | 'PROVINCE'): number;
  summary(): PlantingSummary;
}

/**
 * Begins an attempt. The pages of a list that changes meanwhile shift, and one notices it by the totals, by an empty
 * page, or by a row that was on an earlier page already. Such a row may also stand in the list twice for good: `repeated`
 * remembers, from one attempt to the next, which did, and the second time the later one is rejected as a double. Rows are
 * compared by digest; the rows themselves, in which reporters are named, are not kept.
 *
 * Not noticed: as many rows deleted on pages already read as added on later ones. The next harvest has them.
 */
export function createPlantingAttempt(options: {
  readonly regionCode: RegionCode;
  readonly province: ProvinceDirectory;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly repeated: Set<string>;
  readonly onForeignRow: () => void;
}): PlantingAttempt {
  const pageOfRow = new Map<string, number>();
  const ordinals = new Map<string, number>();
  const builder = createSummaryBuilder();
  const rows = { READ: 0, UNREADABLE: 0, PROVINCE: 0 };
  let began: Pick<SipdpsPage, 'lastPage' | 'total'> | undefined;
  let repeats = false;

  function isDouble(row: unknown, page: number): boolean {
    const digest = createHash('sha256').update(JSON.stringify(row)).digest('base64');
    const before = pageOfRow.get(digest);
    pageOfRow.set(digest, page);
    if (before === undefined) return false;
    if (before !== page && !options.repeated.has(digest)) {
      options.repeated.add(digest);
      repeats = true;
    }
    return true;
  }

  function readRow(row: unknown, page: number): PlantingReport | 'REJECTED' | undefined {
    rows.READ += 1;
    if (isDouble(row, page)) {
      builder.reject({ reason: 'DOUBLE' });
      return 'REJECTED';
    }
    const read = readPlantingRow(row, options);
    if (read.kind === 'FOREIGN') {
      builder.dropForeign();
      options.onForeignRow();
      return undefined;
    }
    if (read.kind === 'REJECTED' && read.reason === 'FORM') rows.UNREADABLE += 1;
    else rows.PROVINCE += 1;
    if (read.kind === 'NEIGHBOUR') return undefined;
    if (read.kind === 'REJECTED') {
      builder.reject(read);
      return 'REJECTED';
    }
    builder.add(read.report);
    return read.report;
  }

  return {
    take(page) {
      began ??= page;
      const changed = page.lastPage !== began.lastPage || page.total !== began.total;
      if (changed || (page.rows.length === 0 && page.total > 0)) return 'DRIFTED';
      const read = page.rows.map((row) => readRow(row, page.page));
      return {
        records: read
          .filter((one) => one !== undefined && one !== 'REJECTED')
          .map((report) => toRecord(report, ordinals)),
        rejected: read.filter((one) => one === 'REJECTED').length,
      };
    },
    isWhole: () => !repeats && rows.READ === began?.total,
    rowsOf: (kind) => rows[kind],
    summary: () => builder.build(),
  };
}

/** The service numbers no report: reports that are alike are told apart by counting. */
function toRecord(report: PlantingReport, ordinals: Map<string, number>): ReplicaRecord {
  const like = `${report.reportedOn}/${report.commodity}/${report.hectares}`;
  const ordinal = (ordinals.get(like) ?? 0) + 1;
  ordinals.set(like, ordinal);
  return { key: `${like}/${ordinal}`, lookups: {}, sealed: {}, open: { ...report } };
}
