import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { projectRoot } from '../common/project-root.ts';

const JEST = join(projectRoot, 'node_modules/jest/bin/jest.js');

/** What a test file prints on standard error for what it cannot run here: `skipped: <what> (<variable to set>)`. */
const SKIPPED = /^skipped: (.+)$/;

/** Jest names the report that it wrote; ours is gone a moment later. */
const REPORT_WRITTEN = /^Test results written to: /;

export interface JestRun {
  /** 1 where Jest was ended by a signal. */
  readonly exitCode: number;
  /** What was skipped and why, each reason once, in the order of the alphabet. */
  readonly skipped: readonly string[];
}

/**
 * Runs Jest on the Node that runs this program, passes its output on and writes its report to `reportFile`. The lines
 * about skipped tests are taken out and returned.
 */
export async function runJest(
  jestArguments: readonly string[],
  reportFile: string,
): Promise<JestRun> {
  const child = spawn(
    process.execPath,
    [
      JEST,
      '--json',
      `--outputFile=${reportFile}`,
      `--cacheDirectory=${cacheFolder()}`,
      ...jestArguments,
    ],
    { cwd: projectRoot, env: jestEnvironment(), stdio: ['ignore', 'inherit', 'pipe'] },
  );
  const skipped = new Set<string>();
  const lines = createInterface({ input: child.stderr });
  lines.on('line', (line) => {
    const reason = SKIPPED.exec(line)?.[1];
    if (reason !== undefined) skipped.add(reason);
    else if (!REPORT_WRITTEN.test(line)) process.stderr.write(`${line}\n`);
  });
  const [[exitCode]] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    once(lines, 'close'),
  ]);
  return { exitCode: exitCode ?? 1, skipped: [...skipped].sort() };
}

/** One cache for each major version of Node: what one has serialized, another cannot always read. */
function cacheFolder(): string {
  const [major] = process.versions.node.split('.');
  return join(projectRoot, `node_modules/.cache/jest-node${String(major)}`);
}

function jestEnvironment(): NodeJS.ProcessEnv {
  const options = [
    process.env['NODE_OPTIONS'],
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
  ];
  return {
    ...process.env,
    NODE_OPTIONS: options.filter((option) => option !== undefined).join(' '),
    // Jest's output goes through a pipe; colours only where the reader has a terminal.
    ...(process.stderr.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
}
