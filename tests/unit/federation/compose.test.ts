import { describe, expect, it } from '@jest/globals';
import { parse, Source } from 'graphql';
import { composeSupergraph, formatFault } from '../../../federation/compose.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", "@external"])';

function compose(files: Readonly<Record<string, string>>) {
  return composeSupergraph(
    Object.entries(files).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(new Source(`${LINK}\n${sdl}`, `subgraphs/${name}.graphql`)),
    })),
  );
}

function faultsOf(files: Readonly<Record<string, string>>) {
  const result = compose(files);
  return result.ok ? [] : result.faults;
}

describe('composition', () => {
  it('refuses fields of one name and two types, and says where each is', () => {
    const [fault] = faultsOf({
      a: 'type Query {\n  x: Int @shareable\n}',
      b: 'type Query {\n\n    x: String @shareable\n}',
    });
    expect(fault?.code).toBe('FIELD_TYPE_MISMATCH');
    expect(fault?.places).toEqual([
      { subgraph: 'a', file: 'subgraphs/a.graphql', line: 3, column: 3 },
      { subgraph: 'b', file: 'subgraphs/b.graphql', line: 4, column: 5 },
    ]);
    expect(fault === undefined ? '' : formatFault(fault)).toMatch(
      /^a: subgraphs\/a\.graphql:3:3: FIELD_TYPE_MISMATCH: .*\nb: subgraphs\/b\.graphql:4:5: /,
    );
  });

  it.each([
    ['an unknown type', 'type Query {\n  x: Nothing\n}', 3, 6],
    [
      'a key on a field that is not there',
      'type Query { u: U }\ntype U @key(fields: "no") { id: ID }',
      3,
      8,
    ],
    ['an unknown directive', 'type Query {\n  x: Int @nothing\n}', 3, 10],
    [
      'a requirement of an unknown field',
      'type Query { u: U }\ntype U @key(fields: "id") { id: ID\n  x: Int @requires(fields: "no") }',
      4,
      10,
    ],
  ])('refuses %s, and says where it is', (_what, sdl, line, column) => {
    const [fault] = faultsOf({ a: sdl, b: 'type Query { y: Int }' });
    expect(fault?.places[0]).toEqual({ subgraph: 'a', file: 'subgraphs/a.graphql', line, column });
  });

  it('refuses a field that two subgraphs resolve and do not share, and names both', () => {
    const sdl = 'type Query { x: Int }';
    const [fault] = faultsOf({ a: sdl, b: sdl });
    expect(fault?.code).toBe('INVALID_FIELD_SHARING');
    expect(fault?.places.map(({ subgraph, line, column }) => [subgraph, line, column])).toEqual([
      ['a', 2, 14],
      ['b', 2, 14],
    ]);
  });

  it('refuses a field that cannot be reached, and says where it is defined', () => {
    const [fault] = faultsOf({
      a: 'type Query { u: U }\ntype U @key(fields: "id", resolvable: false) { id: ID }',
      b: 'type U @key(fields: "id", resolvable: false) {\n  id: ID\n  name: String\n}',
    });
    expect(fault?.code).toBe('SATISFIABILITY_ERROR');
    expect(fault?.places).toEqual([
      { subgraph: 'b', file: 'subgraphs/b.graphql', line: 4, column: 3 },
    ]);
  });

  it('refuses a supergraph without a query, which is no single place’s fault', () => {
    expect(faultsOf({ a: 'type A { x: Int }' })).toEqual([
      expect.objectContaining({ code: 'NO_QUERIES', places: [] }),
    ]);
  });

  it('reports the faults of all subgraphs at once', () => {
    const faults = faultsOf({
      a: 'type Query { x: Nothing }',
      b: 'type Query { y: Nowhere }',
    });
    expect(faults.flatMap(({ places }) => places.map(({ subgraph }) => subgraph))).toEqual(
      expect.arrayContaining(['a', 'b']),
    );
  });

  it('gives the same text whatever order the subgraphs come in', () => {
    const a = 'type Query { x: Int }';
    const b = 'type Query { y: Int }';
    expect(compose({ a, b })).toEqual(compose({ b, a }));
  });
});
