import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { createRunningOperations } from '../../../server/running-operations.ts';

const IDLE_MS = 60_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function count() {
  const told: string[] = [];
  const operations = createRunningOperations({
    limit: 1,
    idleMs: IDLE_MS,
    onIdle: () => told.push('idle'),
    onFinished: () => told.push('finished'),
  });
  return { operations, told };
}

describe('the operations of a connection', () => {
  it('leave nothing waiting where one ends after its connection was closed', () => {
    const { operations, told } = count();
    operations.begin();
    operations.stop();
    operations.end();
    operations.finish();
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(IDLE_MS);
    expect(told).toEqual([]);
  });

  it('are no more than may be, and a connection without any is idle after a while', () => {
    const { operations, told } = count();
    expect(operations.begin()).toBeUndefined();
    expect(operations.begin()?.code).toBe('SUBSCRIPTION_LIMIT');
    jest.advanceTimersByTime(IDLE_MS);
    expect(told).toEqual([]);
    operations.end();
    jest.advanceTimersByTime(IDLE_MS);
    expect(told).toEqual(['idle']);
  });
});
