import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import { narrowFragments } from '../../../gateway/parse/narrow-fragments.ts';

const schema = buildSchema(`
  interface Sourced { origin: String }
  type Resident implements Sourced { origin: String health: Health kin: [Sourced] }
  type Health implements Sourced { origin: String }
  type Query { me: Resident any: Sourced }
`);

const narrow = (text: string): string => {
  const document = narrowFragments(schema, parse(text));
  expect(validate(schema, document)).toEqual([]);
  return print(document).replace(/\s+/g, ' ').trim();
};

describe('fragments on an interface', () => {
  it('stay as they are where any type of it may be', () => {
    expect(
      narrow('{ any { ... on Sourced { origin } ...F } } fragment F on Sourced { origin }'),
    ).toBe('{ any { ... on Sourced { origin } ...F } } fragment F on Sourced { origin }');
  });

  it('are narrowed to the object type that they are spread in', () => {
    expect(narrow('{ me { ... on Sourced { origin } } }')).toBe(
      '{ me { ... on Resident { origin } } }',
    );
  });

  it('get a copy for each object type, nested ones too', () => {
    expect(
      narrow(
        '{ me { ...F health { ...F } } } fragment F on Sourced { ...G } fragment G on Sourced { origin }',
      ),
    ).toBe(
      '{ me { ...F__on_Resident health { ...F__on_Health } } } ' +
        'fragment F__on_Resident on Resident { ...G__on_Resident } fragment G__on_Resident on Resident { origin } ' +
        'fragment F__on_Health on Health { ...G__on_Health } fragment G__on_Health on Health { origin }',
    );
  });

  it('are not confused with a fragment that already has the name of a copy', () => {
    expect(
      narrow(
        '{ me { ...F ...F__on_Resident } } fragment F on Sourced { origin } fragment F__on_Resident on Resident { kin { origin } }',
      ),
    ).toContain('fragment F__on_Resident_ on Resident { origin }');
  });

  it('leave out what cannot be met where they are spread', () => {
    expect(
      narrow(
        '{ me { ... on Sourced { ... on Health { origin } ...H origin } ...F } } ' +
          'fragment F on Sourced { ...H } fragment H on Health { origin }',
      ),
    ).toBe(
      '{ me { ... on Resident { origin } ...F__on_Resident } } ' +
        'fragment F__on_Resident on Resident { __typename @include(if: false) }',
    );
  });

  it('are not narrowed through a field', () => {
    expect(narrow('{ me { kin { ...F } } } fragment F on Sourced { origin }')).toBe(
      '{ me { kin { ...F } } } fragment F on Sourced { origin }',
    );
  });
});
