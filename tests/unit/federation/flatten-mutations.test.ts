import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { flattenMutations } from '../../../federation/flatten-mutations.ts';

const flatten = (text: string): string =>
  print(flattenMutations(parse(text)))
    .replace(/\s+/g, ' ')
    .trim();

describe('the root fields of a mutation', () => {
  it('are taken out of their fragments, in the order of the document', () => {
    expect(
      flatten(
        'mutation { a: f ...F ... on Mutation { c: f } } fragment F on Mutation { g { h } f }',
      ),
    ).toBe('mutation { a: f g { h } f c: f }');
  });

  it('keep the conditions of their fragments, each for itself', () => {
    expect(
      flatten('mutation ($on: Boolean!) { ... @include(if: $on) { a @skip(if: $on) b } }'),
    ).toBe(
      'mutation ($on: Boolean!) { ... @include(if: $on) { a @skip(if: $on) } ... @include(if: $on) { b } }',
    );
  });
});

describe('a query', () => {
  it('stays as it is', () => {
    expect(flatten('{ ... on Query { a } }')).toBe('{ ... on Query { a } }');
  });
});
