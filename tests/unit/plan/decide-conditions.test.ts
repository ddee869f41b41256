import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { readRequiringFields } from '../../../federation/read-requiring-fields.ts';
import type { AuthorizedOperation } from '../../../gateway/authorize/authorized-operation.ts';
import { withDecidedConditions } from '../../../gateway/plan/decide-conditions.ts';

const schema = buildSchema(`
  interface Item { volume: Float }
  type Product implements Item { name: String volume: Float kin: [Item] }
  type Query { product: Product label: String }
  type Mutation { buy: Product pay: Int }
`);

/** What is planned, and under which key. */
function plan(text: string, variables: Readonly<Record<string, unknown>> = {}): string[] {
  const document = parse(text);
  const operation = {
    parsed: { document, variables },
    document,
    documentHash: 'hash',
  } as unknown as AuthorizedOperation;
  const stage = withDecidedConditions(
    (planned) => [
      planned.documentHash,
      print(planned.document ?? document)
        .replace(/\s+/g, ' ')
        .trim(),
    ],
    { schema, requiring: new Set(['Product.volume']) },
  );
  return stage(operation);
}

describe('conditions', () => {
  it('stay where no field that is selected requires others', () => {
    const text = 'query ($on: Boolean!) { product { name @include(if: $on) } }';
    expect(plan(text, { on: true })).toEqual(['hash', text]);
  });

  it('stay away where there are none', () => {
    expect(plan('{ product { volume } }')).toEqual(['hash', '{ product { volume } }']);
  });

  it('are decided where a field requires others, and their values are part of the key', () => {
    const text = 'query ($on: Boolean!) { product { name volume @include(if: $on) } }';
    const head = 'query ($on: Boolean!)';
    expect(plan(text, { on: true })).toEqual([
      'hash on=true',
      `${head} { product { name volume } }`,
    ]);
    expect(plan(text, { on: false })).toEqual(['hash on=false', `${head} { product { name } }`]);
  });

  it('are decided in fragments, and on fields of interfaces', () => {
    const text =
      'query ($off: Boolean!) { product { kin { ...F @skip(if: $off) } name } } fragment F on Item { volume }';
    expect(plan(text, { off: true })[1]).toContain(
      '{ product { kin { __typename @include(if: false) } name } }',
    );
    expect(plan(text, { off: false })[1]).toContain('{ product { kin { ...F } name } }');
  });
});

describe('conditions on the root fields of a mutation', () => {
  it('are decided, in fragments too: a field that stands twice must not run twice', () => {
    const head = 'mutation ($on: Boolean!)';
    expect(plan(`${head} { buy @include(if: $on) pay buy }`, { on: true })).toEqual([
      'hash on=true',
      `${head} { buy pay buy }`,
    ]);
    const text = 'mutation { buy ...F } fragment F on Mutation { ... { pay @skip(if: true) } buy }';
    expect(plan(text)[1]).toContain('{ ... { __typename @include(if: false) } buy }');
  });

  it('stay where they are further down', () => {
    const text = 'mutation ($on: Boolean!) { buy { name @include(if: $on) } }';
    expect(plan(text, { on: true })).toEqual(['hash', text]);
  });
});

describe('the fields that require others', () => {
  it('are read from the supergraph', () => {
    const sdl = `type Product {
      weight: Float @join__field(graph: A) @join__field(graph: B, external: true)
      volume: Float @join__field(graph: B, requires: "weight")
    }`;
    expect([...readRequiringFields(parse(sdl))]).toEqual(['Product.volume']);
  });
});
