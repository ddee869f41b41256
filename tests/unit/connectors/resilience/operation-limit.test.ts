import { describe, expect, it } from '@jest/globals';
import { createOperationLimit } from '../../../../connectors/resilience/operation-limit.ts';

describe('the bound on what one operation asks of a system', () => {
  it('refuses the call after the last that is allowed', () => {
    const limit = createOperationLimit(2);
    expect([1, 2, 3].map(() => limit.take('one'))).toEqual([true, true, false]);
  });

  it('counts each operation by itself', () => {
    const limit = createOperationLimit(1);
    expect(limit.take('one')).toBe(true);
    expect(limit.take('another')).toBe(true);
  });

  it('is none where the binding gives none', () => {
    const limit = createOperationLimit(undefined);
    expect([1, 2, 3].every(() => limit.take('one'))).toBe(true);
  });
});
