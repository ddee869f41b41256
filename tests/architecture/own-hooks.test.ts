import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';

let begun = 0;

beforeEach(() => {
  begun += 1;
});
afterAll(() => {
  expect(begun).toBe(2);
});

describe('a test file that runs together with others', () => {
  it('has none of its hooks run for a test of theirs', () => {
    expect(begun).toBeLessThanOrEqual(2);
  });

  it('has its hooks run for each test of its own', () => {
    expect(begun).toBeGreaterThanOrEqual(1);
  });
});
