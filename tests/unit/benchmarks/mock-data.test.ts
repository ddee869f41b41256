import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';

import { createMockResolvers } from '../../../benchmarks/bench/mock-data.ts';
import { SUBGRAPHS, type SubgraphName } from '../../../server/compose-supergraph.ts';
import { readTypeDefs } from '../../../subgraphs/shared/read-type-defs.ts';

const resolvers = createMockResolvers(SUBGRAPHS.map(readTypeDefs));

async function ask(subgraph: SubgraphName, query: string, variables = {}) {
  const schema = buildSubgraphSchema({ typeDefs: readTypeDefs(subgraph) });
  const document = parse(query);
  const args = { schema, document, variableValues: variables, rootValue: {}, ...resolvers };
  return JSON.parse(JSON.stringify(await execute(args))) as {
    data: Record<string, never>;
    errors?: unknown;
  };
}

describe('the invented data of the bench', () => {
  it('is the same for an entity however it is reached', async () => {
    const school = '{ npsn name region { code } pupils { value } }';
    const list = `{ _entities(representations: [{ __typename: "Region", code: "36.71" }]) {
      ... on Region { education { list(first: 2) { edges { node ${school} } } } } } }`;
    const reached = await ask('education', list);
    const [entity] = reached.data['_entities'] as unknown as {
      education: { list: { edges: { node: { npsn: string } }[] } };
    }[];
    const nodes = entity!.education.list.edges.map(({ node }) => node);
    expect(nodes).toHaveLength(2);
    expect(nodes[0]).not.toEqual(nodes[1]);
    const byKey = await ask(
      'education',
      `query ($r: [_Any!]!) { other: _entities(representations: $r) { ... on School ${school} } }`,
      { r: nodes.map(({ npsn }) => ({ __typename: 'School', npsn })).reverse() },
    );
    expect(byKey.data['other']).toEqual([...nodes].reverse());
  });

  it('has no errors and no nulls, and what was asked for by its arguments', async () => {
    const answer = await ask(
      'regions',
      '{ region(code: "36.71") { code name level parent { code } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ region: { code: '36.71', name: expect.any(String) } });
    expect(JSON.stringify(answer)).not.toContain('null');
  });
});
