import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A workbook in a folder. */
export interface WorkbookFile {
  readonly name: string;
  readonly path: string;
  readonly modifiedAtMs: number;
  readonly sizeBytes: number;
  /** Differs as soon as the file may have changed. */
  readonly fingerprint: string;
}

/**
 * The `.xlsx` files of a folder, without those beneath it, lock files (`~$…`) and hidden ones. A file that goes away
 * meanwhile is not listed.
 *
 * @throws the file system's error where the folder cannot be read.
 */
export async function listWorkbooks(folder: string): Promise<readonly WorkbookFile[]> {
  const names = (await readdir(folder)).filter((name) => /^[^.~].*\.xlsx$/i.test(name));
  const files = await Promise.all(names.map((name) => describeFile(folder, name)));
  return files.filter((file) => file !== undefined);
}

async function describeFile(folder: string, name: string): Promise<WorkbookFile | undefined> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const { mtimeMs, ctimeMs, size, ino } = found;
  const fingerprint = [size, mtimeMs, ctimeMs, ino].join(' ');
  return { name, path, modifiedAtMs: mtimeMs, sizeBytes: size, fingerprint };
}
