import type { z } from 'zod';
import type { Probe, SourceCall } from '../connector.ts';

/**
 * How a cell is taken (`coerceCell`): `text`, `digits` and `decimal` become strings, `integer` a number, `date` a
 * `YYYY-MM-DD`; an empty cell is null. A numeric cell is a double in the file: it is taken exactly or the row is rejected.
 */
export type CellKind = 'text' | 'digits' | 'integer' | 'decimal' | 'date';

/** What one sheet of a workbook holds. */
export interface SheetDefinition<Row> {
  /** The port's name for it, such as `budget`; files are recognised by their header row, not by their name. */
  readonly name: string;
  /**
   * Header text (compared without regard to case and surplus blanks) → the row's property. Columns that are not named
   * here are not read. A file that lacks a required column is rejected; so is a row with an empty cell in one.
   */
  readonly columns: Readonly<
    Record<
      string,
      { readonly property: string; readonly kind: CellKind; readonly required: boolean }
    >
  >;
  /** Checks the whole row; an issue's message is the reject list's reason and repeats no cell's value. */
  readonly row: z.ZodType<Row>;
  /** What makes two rows the same; the later row of one file is rejected, the later file wins. */
  readonly key: (row: Row) => string;
}

/** A row that was not taken, and why. Its values stay in the file: the list names the place only. */
export interface RejectedRow {
  readonly file: string;
  /** As a spreadsheet shows it, from 1; 0 where the whole file was rejected unread. */
  readonly rowNumber: number;
  readonly column: string | null;
  readonly reason: string;
}

/** All files of a folder as they were at one moment; replaced whole. */
export interface WorkbookSnapshot<Row> {
  readonly rows: readonly Row[];
  readonly rejected: readonly RejectedRow[];
  /** The newest modification time of a file that was taken, RFC 3339; the epoch where none was. */
  readonly asOf: string;
  /** Digest over the files' content: the same files give the same snapshot. */
  readonly version: string;
}

/** One file as it is now. */
export interface WorkbookFileContent<Row> {
  readonly file: string;
  /** Digest over the content. */
  readonly version: string;
  /** When it was written, RFC 3339. */
  readonly modifiedAt: string;
  /** Undefined where the file as a whole was rejected. */
  readonly rows: readonly Row[] | undefined;
  readonly rejected: readonly RejectedRow[];
}

/** A folder into which an agency drops workbooks (XLSX). */
export interface WorkbookConnector<Row> {
  /**
   * The current snapshot; reads the folder again only when a file changed.
   *
   * @throws SourceError - `SOURCE_UNAVAILABLE` where the folder cannot be read or is empty, `SOURCE_TIMEOUT`.
   */
  snapshot(call: SourceCall): Promise<WorkbookSnapshot<Row>>;
  /**
   * Every file as it is now, the oldest first, for a harvest: nothing of them is kept here. Reject lists are written for
   * contents that `known` does not name.
   *
   * @param known - versions that were read before, by file.
   * @throws SourceError - as `snapshot`; also `SOURCE_OFF` and `SOURCE_IN_MAINTENANCE`.
   */
  readFiles(
    call: SourceCall,
    known: ReadonlyMap<string, string>,
  ): Promise<readonly WorkbookFileContent<Row>[]>;
  probe(): Promise<Probe>;
  close(): Promise<void>;
}
