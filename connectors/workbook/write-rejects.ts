import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RejectedRow } from './workbook-connector.ts';

/**
 * Writes what was rejected of one file to `<folder>/rejects/<file>.csv` (UTF-8, comma, CRLF; columns file, row, column,
 * reason; row 0 is the whole file), whole or not at all; removes the list where nothing was rejected. It holds no
 * cell's value.
 *
 * @throws the file system's error, where the folder cannot be written to.
 */
export async function writeRejects(
  folder: string,
  file: string,
  rejected: readonly RejectedRow[],
): Promise<void> {
  const path = join(folder, 'rejects', `${file}.csv`);
  if (rejected.length === 0) {
    await rm(path, { force: true });
    return;
  }
  const lines = rejected.map(({ rowNumber, column, reason }) => [
    file,
    String(rowNumber),
    column ?? '',
    reason,
  ]);
  const text = [['file', 'row', 'column', 'reason'], ...lines]
    .map((cells) => `${cells.map(toCsvCell).join(',')}\r\n`)
    .join('');
  await mkdir(join(folder, 'rejects'), { recursive: true });
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

/** Quoted where needed; what a spreadsheet would take for a formula (a file's name may begin so) is made text. */
function toCsvCell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
