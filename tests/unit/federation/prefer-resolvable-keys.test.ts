import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { composeSupergraph } from '../../../federation/compose.ts';
import { createPlanner } from '../../../federation/planner.ts';
import { preferResolvableKeys } from '../../../federation/prefer-resolvable-keys.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external"])';

/** `b` can be asked by `id` alone, although it knows `sku` too. */
const SUBGRAPHS = {
  a: `${LINK} type Query { product: Product } type Product @key(fields: "sku") @key(fields: "id") { sku: String! id: ID! }`,
  b: `${LINK} type Product @key(fields: "sku", resolvable: false) @key(fields: "id") { sku: String! id: ID! price: Int }`,
};

describe('keys that are not resolvable', () => {
  it('stand after those that are, and nothing else moves', () => {
    const sorted = preferResolvableKeys(
      parse(
        'type T @join__type(graph: B, key: "sku", resolvable: false) @join__type(graph: A, key: "id") @tag(name: "x") { id: ID }',
      ),
    );
    expect(print(sorted).split('\n')[0]).toBe(
      'type T @join__type(graph: A, key: "id") @tag(name: "x") @join__type(graph: B, key: "sku", resolvable: false) {',
    );
  });

  it('are not chosen by the planner where another can be resolved', () => {
    const composed = composeSupergraph(
      Object.entries(SUBGRAPHS).map(([name, sdl]) => ({
        name,
        url: `http://${name}.invalid`,
        typeDefs: parse(sdl),
      })),
    );
    if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
    const planner = createPlanner(readSupergraph(composed.supergraphSdl));
    const plan = JSON.stringify(planner.plan(parse('{ product { price } }'), null));
    expect(plan).toContain('{product{__typename id}}');
    expect(plan).toContain('{"kind":"Field","name":"id"}');
  });
});
