import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { countTests, isGreen, formatCounts, readJestReport } from './count-tests.ts';
import { runJest } from './run-jest.ts';

/**
 * `npm test`: runs Jest, says in one line what was skipped and which variable would have it run, and ends with the
 * line `N passed, N failed, N skipped`. Arguments go to Jest: `npm test -- tests/unit/registry`.
 */
async function runTests(jestArguments: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'jawara-tests-'));
  try {
    const reportFile = join(folder, 'report.json');
    const { exitCode, skipped } = await runJest(jestArguments, reportFile);
    const counts = countTests(readJestReport(reportFile));
    if (skipped.length > 0) console.log(`\nskipped: ${skipped.join('; ')}`);
    console.log(`\n${formatCounts(counts)}`);
    return exitCode === 0 && isGreen(counts) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await runTests(process.argv.slice(2));
