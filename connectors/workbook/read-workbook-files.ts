import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { listWorkbooks, type WorkbookFile } from './list-workbooks.ts';
import { readWorkbook, WHOLE_FILE, type WorkbookContent } from './read-workbook.ts';
import type { SheetDefinition, WorkbookFileContent } from './workbook-connector.ts';

/** Why a file that is there has no bytes: it is too large, or cannot be opened now (locked, its rights, the disk). */
export type Unread = 'TOO_LARGE' | 'UNREADABLE';

export interface WorkbookBytes {
  readonly file: WorkbookFile;
  readonly bytes: Buffer | Unread;
}

/**
 * The bytes of all files of a folder, the oldest first. One that goes meanwhile is not among them; one that is there and
 * cannot be read is, for its rows are not gone.
 *
 * @throws the file system's error where the folder cannot be read.
 */
export async function readWorkbookBytes(
  folder: string,
  maxFileBytes: number,
): Promise<readonly WorkbookBytes[]> {
  const files = await listWorkbooks(folder);
  const read: WorkbookBytes[] = [];
  for (const file of files.toSorted(byTime)) {
    const bytes = await readBytes(file, maxFileBytes);
    if (bytes !== undefined) read.push({ file, bytes });
  }
  return read;
}

/** Undefined where the file has gone meanwhile. */
export async function readBytes(
  file: WorkbookFile,
  maxBytes: number,
): Promise<WorkbookBytes['bytes'] | undefined> {
  if (file.sizeBytes > maxBytes) return 'TOO_LARGE';
  return readFile(file.path).catch((error: unknown) =>
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'UNREADABLE',
  );
}

function byTime(one: WorkbookFile, other: WorkbookFile): number {
  return one.modifiedAtMs - other.modifiedAtMs || (one.name < other.name ? -1 : 1);
}

/** Reads the rows of one file. */
export async function toFileContent<Row>(
  { file, bytes }: WorkbookBytes,
  sheet: SheetDefinition<Row>,
): Promise<WorkbookFileContent<Row>> {
  const { name, sizeBytes, modifiedAtMs } = file;
  const content =
    typeof bytes === 'string' ? toUnread(name, bytes) : await readWorkbook(name, bytes, sheet);
  return {
    file: name,
    version: hashOf(typeof bytes === 'string' ? `${name} ${sizeBytes} ${bytes}` : bytes),
    modifiedAt: new Date(modifiedAtMs).toISOString(),
    rows: content.rows === undefined ? undefined : [...content.rows.values()],
    rejected: content.rejected,
  };
}

/** SHA-256, hex. */
export function hashOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

const REASONS: Readonly<Record<Unread, string>> = {
  TOO_LARGE: 'the file is larger than workbooks may be',
  UNREADABLE: 'the file cannot be opened',
};

/** What a file gives that was not read. */
export function toUnread(file: string, why: Unread): WorkbookContent<never> {
  const rejected = [{ file, rowNumber: WHOLE_FILE, column: null, reason: REASONS[why] }];
  return { rows: undefined, rejected };
}
