import { describe, expect, it } from '@jest/globals';

import {
  countTests,
  formatCounts,
  isGreen,
  readJestReport,
  type JestReport,
} from '../../../scripts/count-tests.ts';

function aReport(changes: Partial<JestReport> = {}): JestReport {
  return {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
    ...changes,
  };
}

describe('the totals of a test run', () => {
  it('are not green where no report was written', () => {
    const counts = countTests(readJestReport('/nowhere/report.json'));
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(isGreen(counts)).toBe(false);
  });

  it('count a file that does not load as a failed test', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(countTests(aReport({ testResults: [broken] })).failed).toBe(1);
  });

  it('count a file whose tests pass, but whose end fails, as a failed test', () => {
    const broken = { status: 'failed', assertionResults: [{ status: 'passed' }] };
    expect(countTests(aReport({ testResults: [broken] })).failed).toBe(1);
  });

  it('count a failed test once', () => {
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(countTests(aReport({ numFailedTests: 1, testResults: [failing] })).failed).toBe(1);
  });

  it('are not green where every test was skipped', () => {
    const counts = countTests(aReport({ numPassedTests: 0, numPendingTests: 4, numTodoTests: 1 }));
    expect(counts).toEqual({ passed: 0, failed: 0, skipped: 5 });
    expect(isGreen(counts)).toBe(false);
  });

  it('are green where tests passed and none failed', () => {
    const counts = countTests(aReport());
    expect(isGreen(counts)).toBe(true);
    expect(formatCounts(counts)).toBe('3 passed, 0 failed, 0 skipped');
  });
});
