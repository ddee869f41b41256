import { readFileSync } from 'node:fs';

import { z } from 'zod';

/** The part of Jest's `--json` report that the totals are made from. */
const jestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

export type JestReport = z.infer<typeof jestReport>;

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Jest's report; undefined where Jest ended before it wrote one. */
export function readJestReport(file: string): JestReport | undefined {
  try {
    return jestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Totals over tests. A file that failed without a failed test (it does not load, its `afterAll` throws) counts as one
 * failed test, and so does a run without a report: nothing that went wrong may look like zero failures.
 */
export function countTests(report: JestReport | undefined): TestCounts {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** True where tests ran and none failed. A run in which all were skipped shows nothing, so it is not green. */
export function isGreen({ passed, failed }: TestCounts): boolean {
  return passed > 0 && failed === 0;
}

export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
