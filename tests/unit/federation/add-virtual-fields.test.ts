import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { addVirtualFields } from '../../../federation/add-virtual-fields.ts';
import { composeSupergraph } from '../../../federation/compose.ts';
import { createPlanner } from '../../../federation/planner.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';

function compose(subgraphs: Readonly<Record<string, string>>): string {
  const composed = composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(`${LINK} ${sdl}`),
    })),
  );
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  return composed.supergraphSdl;
}

const goods = `type Query { goods: [Good] }
  type Good @key(fields: "id") { id: ID! weight(unit: String = "g"): Int part: Part name__rq0: Int }
  type Part @key(fields: "id") { id: ID! weight(unit: String = "g"): Int }`;
const freight = (requires: string) => `
  type Good @key(fields: "id") {
    id: ID! weight(unit: String = "g"): Int @external part: Part @external
    heavy: Int @requires(fields: "${requires}") light: Int @requires(fields: "weight(unit: \\"mg\\")")
  }
  type Part @key(fields: "id") { id: ID! weight(unit: String = "g"): Int @external }`;

describe('a supergraph of which no directive selects a field with arguments', () => {
  it('is planned as it is', () => {
    const sdl = compose({ goods });
    const document = parse(sdl);
    expect(addVirtualFields(document).document).toBe(document);
    const supergraph = readSupergraph(sdl);
    expect(supergraph.apolloForPlanner).toBe(supergraph.apollo);
  });
});

describe('a virtual field', () => {
  const requires = 'weight(unit: \\"a  b\\") part { weight(unit: \\"a  b\\") }';
  const sdl = compose({ goods, freight: freight(requires) });

  it('stands beside the real one in every type, without its arguments, where that one is', () => {
    const { document } = addVirtualFields(parse(sdl));
    const lines = print(document).split('\n');
    const inGoods = '@join__field(graph: FREIGHT, external: true) @join__field(graph: GOODS)';
    expect(lines.filter((line) => line.startsWith('  weight__rq0'))).toEqual([
      `  weight__rq0: Int ${inGoods}`,
      `  weight__rq0: Int ${inGoods}`,
    ]);
    expect(lines.filter((line) => line.startsWith('  weight__rq1'))).toEqual([
      `  weight__rq1: Int ${inGoods}`,
    ]);
    expect(lines.find((line) => line.startsWith('  heavy'))).toBe(
      '  heavy: Int @join__field(graph: FREIGHT, requires: "weight__rq0 part{weight__rq0}")',
    );
  });

  it('is asked for by its real name and arguments, to the letter', () => {
    const plan = createPlanner(readSupergraph(sdl)).plan(parse('{ goods { heavy light } }'), null);
    const operations = [...JSON.stringify(plan).matchAll(/"operation":"((?:[^"\\]|\\.)*)"/g)];
    expect(operations.map(([, operation]) => JSON.parse(`"${operation ?? ''}"`) as string)).toEqual(
      [
        '{goods{__typename id weight__rq1:weight(unit:"mg")weight__rq0:weight(unit:"a  b")part{weight__rq0:weight(unit:"a  b")}}}',
        'query($representations:[_Any!]!){_entities(representations:$representations){...on Good{heavy}}}',
        'query($representations:[_Any!]!){_entities(representations:$representations){...on Good{light}}}',
      ],
    );
  });

  it('is none of the client’s', () => {
    const { apiSchema } = readSupergraph(sdl);
    expect(JSON.stringify(apiSchema.getType('Good')?.toConfig())).not.toContain('weight__rq');
  });
});
