import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { wrapConditions } from '../../../federation/wrap-conditions.ts';

const wrap = (selections: string): string =>
  print(wrapConditions(parse(`query ($a: Boolean!, $b: Boolean!) { ${selections} }`)))
    .replace(/\s+/g, ' ')
    .replace(/^query \(.*?\) /, '')
    .trim();

describe('a field under a condition', () => {
  it.each([
    ['something of it is always selected', 'place @include(if: $a) { id city @include(if: $b) }'],
    ['it has no selections', 'city @include(if: $a)'],
    ['it is not under a condition itself', 'place { city @include(if: $b) }'],
  ])('stays where %s', (_why, selections) => {
    expect(wrap(selections)).toBe(`{ ${selections} }`);
  });

  it('stands in a fragment under it where all that is selected may be left out', () => {
    expect(wrap('id place @skip(if: $a) { city @include(if: $b) }')).toBe(
      '{ id ... @skip(if: $a) { place { city @include(if: $b) } } }',
    );
  });

  it('does so where fragments may leave nothing, and deeper down too', () => {
    expect(
      wrap('place @include(if: $a) { ... { depot @include(if: $b) { city @skip(if: $a) } } }'),
    ).toBe(
      '{ ... @include(if: $a) { place { ... { ... @include(if: $b) { depot { city @skip(if: $a) } } } } } }',
    );
  });
});
