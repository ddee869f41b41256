import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe } from '@jest/globals';

/** What jest-circus knows of the test file that it reads. */
interface Circus {
  currentDescribeBlock: { readonly children: readonly unknown[] };
}

/**
 * Runs the test files that stand beside the file at `url` as one: what they import is loaded and compiled once, which
 * takes longer than most of them do. Each is a `describe` of its own, so its hooks are for its own tests; what the
 * modules themselves keep is shared. A file to which that matters stands in a folder without such a file.
 */
export async function runTogether(url: string): Promise<void> {
  const here = basename(fileURLToPath(url));
  const names = readdirSync(new URL('.', url)).filter((name) => name.endsWith('.test.ts'));
  const circus = readCircus();
  const outermost = circus.currentDescribeBlock;
  for (const name of names.filter((each) => each !== here).sort()) {
    // A `describe` ends before a module has been imported: its block is opened again for that.
    let block = outermost;
    describe(name, () => {
      block = circus.currentDescribeBlock;
    });
    circus.currentDescribeBlock = block;
    await import(new URL(name, url).href);
    circus.currentDescribeBlock = outermost;
    if (block.children.length === 0) throw new Error(`${name} tests nothing`);
  }
}

function readCircus(): Circus {
  const key = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  if (key === undefined) throw new Error('Jest no longer keeps its state where it did');
  return (globalThis as unknown as Record<symbol, Circus>)[key]!;
}
