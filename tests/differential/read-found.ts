import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './bench.ts';
import type { Candidate } from './known-faults.ts';
import { differentialFolder } from './read-graphs.ts';

/** A case that has found something, committed so that it is not found again. */
export interface FoundCase extends Case {
  readonly name: string;
  readonly graph: string;
  /** The known fault that the case shows, and who has it; without it all answers are equal. */
  readonly shows?: { readonly fault: string; readonly of: readonly Candidate[] };
}

/** The cases of `found/`, by their files' names. */
export function readFound(): FoundCase[] {
  const folder = join(differentialFolder, 'found');
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<FoundCase, 'name'>),
      name: file.replace(/\.json$/, '').replaceAll('-', ' '),
    }));
}
