import { listWorkbooks, type WorkbookFile } from './list-workbooks.ts';
import { hashOf, readBytes, toUnread } from './read-workbook-files.ts';
import { readWorkbook, type WorkbookContent } from './read-workbook.ts';
import type { RejectedRow, SheetDefinition, WorkbookSnapshot } from './workbook-connector.ts';

/** What is known of one file. */
interface KnownFile<Row> {
  readonly fingerprint: string;
  readonly hash: string;
  /** When this content was first seen to have been written: a touched file is no change. */
  readonly modifiedAtMs: number;
  readonly content: WorkbookContent<Row>;
  /** The rows that hold: the file's own, or those that it had before it was rejected. */
  readonly rows: ReadonlyMap<string, Row> | undefined;
  /** When the rows that hold were written; undefined without rows. */
  readonly rowsAtMs: number | undefined;
}

export interface WorkbookFolderOptions<Row> {
  readonly folder: string;
  readonly sheet: SheetDefinition<Row>;
  readonly maxFileBytes: number;
  /** Told of each file that was read anew, with what was rejected of it. */
  readonly onRead: (file: string, rejected: readonly RejectedRow[]) => Promise<void>;
}

/** The workbooks of one folder and what is known of them. */
export interface WorkbookFolder<Row> {
  /**
   * The snapshot of the folder as it is now: the same object while nothing changed; undefined without a workbook.
   *
   * @throws the file system's error where the folder cannot be read.
   */
  read(): Promise<WorkbookSnapshot<Row> | undefined>;
}

export function createWorkbookFolder<Row>(
  options: WorkbookFolderOptions<Row>,
): WorkbookFolder<Row> {
  let known: ReadonlyMap<string, KnownFile<Row>> = new Map();
  let snapshot: WorkbookSnapshot<Row> | undefined;

  async function readFileAnew(file: WorkbookFile): Promise<KnownFile<Row> | undefined> {
    const before = known.get(file.name);
    if (before?.fingerprint === file.fingerprint) return before;
    const bytes = await readBytes(file, options.maxFileBytes);
    if (bytes === undefined) return undefined;
    const hash = hashOf(
      typeof bytes === 'string' ? `${file.name} ${file.sizeBytes} ${bytes}` : bytes,
    );
    if (before?.hash === hash) return { ...before, fingerprint: file.fingerprint };
    const content =
      typeof bytes === 'string'
        ? toUnread(file.name, bytes)
        : await readWorkbook(file.name, bytes, options.sheet);
    await options.onRead(file.name, content.rejected);
    const { fingerprint, modifiedAtMs } = file;
    return content.rows === undefined
      ? { fingerprint, hash, modifiedAtMs, content, rows: before?.rows, rowsAtMs: before?.rowsAtMs }
      : { fingerprint, hash, modifiedAtMs, content, rows: content.rows, rowsAtMs: modifiedAtMs };
  }

  return {
    async read() {
      const next = new Map<string, KnownFile<Row>>();
      for (const file of await listWorkbooks(options.folder)) {
        const read = await readFileAnew(file);
        if (read !== undefined) next.set(file.name, read);
      }
      known = next;
      if (next.size === 0) return (snapshot = undefined);
      const files = inOrder(next);
      const version = hashOf(files.map(toVersion).join('\n'));
      if (snapshot?.version !== version) snapshot = toSnapshot(files, version);
      return snapshot;
    },
  };
}

/** By time, then by name; of files with the same content the first. */
function inOrder<Row>(files: ReadonlyMap<string, KnownFile<Row>>): readonly KnownFile<Row>[] {
  const seen = new Set<string>();
  return [...files]
    .sort(
      ([name, one], [otherName, other]) =>
        one.modifiedAtMs - other.modifiedAtMs || (name < otherName ? -1 : 1),
    )
    .flatMap(([, file]) => {
      if (seen.has(file.hash)) return [];
      seen.add(file.hash);
      return [file];
    });
}

/** A rejected file's rows are those of an earlier content, of which its time tells. */
function toVersion<Row>(file: KnownFile<Row>): string {
  return file.content.rows === undefined ? `${file.hash} ${file.rowsAtMs ?? ''}` : file.hash;
}

function toSnapshot<Row>(files: readonly KnownFile<Row>[], version: string): WorkbookSnapshot<Row> {
  const rows = new Map<string, Row>();
  for (const file of files) for (const [key, row] of file.rows ?? []) rows.set(key, row);
  const newestMs = Math.max(0, ...files.map((file) => file.rowsAtMs ?? 0));
  return {
    rows: [...rows.values()],
    rejected: files.flatMap(({ content }) => content.rejected),
    asOf: new Date(newestMs).toISOString(),
    version,
  };
}
