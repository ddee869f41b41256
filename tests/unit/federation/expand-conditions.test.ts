import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  NoUnusedFragmentsRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { expandConditions } from '../../../federation/expand-conditions.ts';

const schema = buildSchema(`
  interface Entity { id: ID }
  interface Media implements Entity { id: ID title: String }
  type Book implements Media & Entity { id: ID title: String pages: Int twin: Media }
  type Film implements Media & Entity { id: ID title: String }
  type Song implements Media & Entity { id: ID title: String }
  type Shop { id: ID }
  union Item = Book | Film | Shop
  type Query { best: Media any: Item }
`);

const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

const expand = (text: string, interfaces = ['Media']): string => {
  const document = expandConditions(schema, new Set(interfaces), parse(text));
  // A fragment that was taken apart is left behind: nothing minds.
  expect(validate(schema, document, rules)).toEqual([]);
  return print(document).replace(/\s+/g, ' ').trim();
};

describe('a condition on an abstract type, within an interface object', () => {
  it('stays where the interface is no interface object', () => {
    expect(expand('{ best { ... on Item { __typename } } }', [])).toBe(
      '{ best { ... on Item { __typename } } }',
    );
  });

  it('stays where every object of the interface meets it', () => {
    expect(expand('{ best { ... on Entity { id } ... on Media { id } } }')).toBe(
      '{ best { ... on Entity { id } ... on Media { id } } }',
    );
  });

  it('becomes one on each object type that meets both, conditions kept', () => {
    expect(
      expand(
        'query ($on: Boolean!) { best { ... on Item @include(if: $on) { ... on Media { title } ... on Book { pages } ... on Shop { id } } } }',
      ),
    ).toBe(
      'query ($on: Boolean!) { best { ... on Book @include(if: $on) { ... on Book { title } ... on Book { pages } } ... on Film @include(if: $on) { ... on Film { title } } } }',
    );
  });

  it('is expanded too where it stands deeper in a named fragment that is taken apart', () => {
    expect(
      expand(
        '{ best { ...F } } fragment F on Item { ... on Book { twin { ... on Item { __typename } } } }',
      ),
    ).toContain(
      '{ best { ... on Book { ... on Book { twin { ... on Book { __typename } ... on Film { __typename } } } } } }',
    );
  });

  it('is taken out of a named fragment', () => {
    expect(expand('{ best { ...F } } fragment F on Item { ... on Book { pages } }')).toContain(
      '{ best { ... on Book { ... on Book { pages } } } }',
    );
  });
});
