import { expect, it } from '@jest/globals';

import { rememberRecent } from '../../../gateway/execute/remember-recent.ts';

it('keeps no more than it may, the last that were made, and makes none of those anew', () => {
  const remember = rememberRecent<object>(2);
  const makeNone = () => {
    throw new Error('made anew');
  };
  const [a, b] = [{}, {}];
  remember('a', () => a);
  remember('b', () => b);
  expect(remember('a', makeNone)).toBe(a);
  remember('c', () => ({}));
  expect(remember('b', makeNone)).toBe(b);
  expect(remember('a', () => b)).toBe(b);
});
