import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import type { Sheet } from './sheet.ts';

/** Digests of what was written, by `folder/file`; beside the folders, for theirs hold nothing but workbooks. */
type Written = Record<string, string>;

const LIST = 'written.json';

/**
 * Writes workbooks into the folders named, beneath `root`. A file whose content is what it was is not touched, so that its
 * time stays; a file that is no longer among them is removed; a reader never finds half a file.
 *
 * @param folders what each folder is to hold, by its name.
 * @returns the folders' paths, by the same names.
 */
export async function writeWorkbooks(
  root: string,
  folders: ReadonlyMap<string, readonly Sheet[]>,
): Promise<ReadonlyMap<string, string>> {
  await mkdir(root, { recursive: true });
  const before = await readWritten(root);
  const after: Written = {};
  for (const [name, sheets] of folders) {
    await mkdir(join(root, name), { recursive: true });
    await removeOthers(join(root, name), sheets);
    for (const sheet of sheets) {
      const key = `${name}/${sheet.fileName}`;
      const digest = createHash('sha256').update(JSON.stringify(sheet)).digest('hex');
      const unchanged = before[key] === digest && existsSync(join(root, key));
      if (!unchanged) await writeSheet(join(root, key), sheet);
      after[key] = digest;
    }
  }
  await writeFile(join(root, LIST), JSON.stringify(after));
  return new Map([...folders.keys()].map((name) => [name, join(root, name)]));
}

async function writeSheet(path: string, { header, rows }: Sheet): Promise<void> {
  const data = [
    header.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? { value: cell, format: 'yyyy-mm-dd' } : cell)),
    ),
  ];
  // Not among the workbooks until it is whole: a reader of the folder takes files that end in .xlsx.
  await writeXlsxFile(data).toFile(`${path}.part`);
  await rename(`${path}.part`, path);
}

async function removeOthers(folder: string, sheets: readonly Sheet[]): Promise<void> {
  const kept = new Set(sheets.map((sheet) => sheet.fileName));
  const others = (await readdir(folder)).filter((name) => !kept.has(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true, recursive: true })));
}

async function readWritten(root: string): Promise<Written> {
  try {
    return JSON.parse(await readFile(join(root, LIST), 'utf8')) as Written;
  } catch {
    return {};
  }
}
