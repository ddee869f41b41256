import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { composeSupergraph } from '../../../federation/compose.ts';
import { createPlanner } from '../../../federation/planner.ts';
import { preferResolvableKeys } from '../../../federation/prefer-resolvable-keys.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';

/** `b` has to be asked again for `shipping`, once `a` has given the weight: by `id`, since its `sku` cannot be resolved. */
const SUBGRAPHS = {
  a: `${LINK} type Query { a: Int } type Product @key(fields: "sku") @key(fields: "id") { sku: String! id: ID! weight: Int }`,
  b: `${LINK} type Query { products: [Product] }
    type Product @key(fields: "sku", resolvable: false) @key(fields: "id") {
      sku: String! id: ID! weight: Int @external shipping: Int @requires(fields: "weight")
    }`,
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
    const plan = planner.plan(parse('{ products { shipping } }'), null);
    const last = JSON.stringify(plan)
      .match(/"requires":(\[.*?\]),"variableUsages"/g)
      ?.at(-1);
    expect(last).toContain('"name":"weight"');
    expect(last).toContain('"name":"id"');
    expect(last).not.toContain('"name":"sku"');
  });
});
