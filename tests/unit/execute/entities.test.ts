import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind } from 'graphql';

import type { QueryPlanSelectionNode } from '../../../federation/planner.ts';
import { compileRepresentation } from '../../../gateway/execute/compile-representation.ts';
import type { CallPart } from '../../../gateway/execute/compile-call.ts';
import { gatherEntities } from '../../../gateway/execute/entities.ts';

const schema = buildSchema(`
  type Query { any: Item }
  union Item = Book | Film
  type Book { id: ID! isbn: ID shelf: Shelf }
  type Film { id: ID! }
  type Shelf { row: Int }
`);

const field = (name: string): QueryPlanSelectionNode => ({ kind: Kind.FIELD, name });

/** What a fetch requires of a type: its name and these fields. */
const required = (typeCondition: string, ...names: string[]): QueryPlanSelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition,
  selections: [field('__typename'), ...names.map(field)],
});

/** Gathers a list's objects, for a fetch that requires these. */
function gather(list: readonly unknown[], ...requires: QueryPlanSelectionNode[]) {
  const fetch = { representing: compileRepresentation(schema, requires, undefined), contexts: [] };
  const part = { fetch } as unknown as CallPart;
  const members = [{ path: ['list', '@'] }] as never;
  const [entities] = gatherEntities(schema, { list }, part, members);
  return entities?.representations.map((text, index) => [
    JSON.parse(text) as unknown,
    entities.objects[index]?.length,
  ]);
}

describe('entities of one fetch', () => {
  it('are not asked for without a type or a key', () => {
    expect(gather([{ id: '1' }, { __typename: 'Book' }, null], required('Book', 'id'))).toBe(
      undefined,
    );
  });

  it('are two where types differ and keys do not', () => {
    const list = [
      { __typename: 'Book', id: '1' },
      { __typename: 'Film', id: '1' },
      { __typename: 'Book', id: '1' },
      { __typename: 'Film', id: '1' },
    ];
    expect(gather(list, required('Book', 'id'), required('Film', 'id'))).toEqual([
      [{ __typename: 'Book', id: '1' }, 2],
      [{ __typename: 'Film', id: '1' }, 2],
    ]);
  });

  it('are two where a number and a text look alike', () => {
    const list = [1, '1', 1, '1', null, null].map((id) => ({ __typename: 'Book', id }));
    expect(gather(list, required('Book', 'id'))).toEqual([
      [{ __typename: 'Book', id: 1 }, 2],
      [{ __typename: 'Book', id: '1' }, 2],
      [{ __typename: 'Book', id: null }, 2],
    ]);
  });

  it('differ by every field that is required, and by what stands in it', () => {
    const list = [
      { __typename: 'Book', id: '1', isbn: 'a' },
      { __typename: 'Book', id: '1', isbn: 'b' },
      { __typename: 'Book', id: '1', isbn: 'a' },
    ];
    expect(gather(list, required('Book', 'id', 'isbn'))?.map(([, count]) => count)).toEqual([2, 1]);
    const incomplete = [{ id: '1' }, { id: '1', isbn: 'a' }, { isbn: 'a' }, { id: '1', isbn: 'a' }];
    const books = incomplete.map((book) => ({ __typename: 'Book', ...book }));
    expect(gather(books, required('Book', 'id', 'isbn'))).toEqual([
      [{ __typename: 'Book', id: '1', isbn: 'a' }, 2],
    ]);
    expect(gather(books, required('Book', 'id'), required('Book', 'isbn'))).toEqual([
      [{ __typename: 'Book', id: '1' }, 1],
      [{ __typename: 'Book', id: '1', isbn: 'a' }, 2],
      [{ __typename: 'Book', isbn: 'a' }, 1],
    ]);
    const shelves = [{ row: 1 }, { row: 2 }, { row: 1 }].map((shelf) => ({
      __typename: 'Book',
      shelf,
    }));
    expect(gather(shelves, required('Book', 'shelf'))?.map(([, count]) => count)).toEqual([2, 1]);
  });
});
