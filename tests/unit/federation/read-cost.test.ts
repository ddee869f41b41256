import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readCost } from '../../../federation/read-cost.ts';

const read = (link: string, sdl: string) =>
  readCost(parse(`schema ${link} { query: Query } ${sdl}`));
const SPEC = 'https://specs.apollo.dev/cost/v0.1';
const link = (rest = '') => `@link(url: "${SPEC}"${rest})`;

describe('a cost directive', () => {
  it.each([
    ['without a link', '', '@cost', '@listSize'],
    [
      'of another specification',
      '@link(url: "https://example.invalid/cost/v0.1")',
      '@cost',
      '@listSize',
    ],
    [
      'under its own name where it was renamed',
      link(', import: [{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@size" }]'),
      '@cost',
      '@listSize',
    ],
  ])('is none %s', (_how, links, cost, listSize) => {
    const sdl = `type Query { a: [Int] ${cost}(weight: 2) ${listSize}(assumedSize: 3) }`;
    expect(read(links, sdl)).toEqual({ weights: new Map(), listSizes: new Map() });
  });

  it.each([
    ['imported', link(', import: ["@cost", "@listSize"]'), '@cost', '@listSize'],
    [
      'imported under another name',
      link(', import: [{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@size" }]'),
      '@price',
      '@size',
    ],
    ['not imported', link(), '@cost', '@cost__listSize'],
    ['of a specification under another name', link(', as: "money"'), '@money', '@money__listSize'],
  ])('is known %s', (_how, links, cost, listSize) => {
    const index = read(
      links,
      `type Query { a: [Int] ${cost}(weight: 2) ${listSize}(assumedSize: 3) }`,
    );
    expect([...index.weights]).toEqual([['Query.a', 2]]);
    expect([...index.listSizes.values()]).toEqual([
      {
        assumedSize: 3,
        slicingArguments: [],
        sizedFields: [],
        requireOneSlicingArgument: false,
      },
    ]);
  });

  it('is read on types, enums, scalars, fields, arguments and input fields', () => {
    const index = read(
      link(', import: ["@cost"]'),
      `type Query @cost(weight: 1) { a(b: Int @cost(weight: 2)): Int @cost(weight: 3) }
       enum E @cost(weight: 4) { A } scalar S @cost(weight: 5) input I { c: Int @cost(weight: -6) }`,
    );
    expect(Object.fromEntries(index.weights)).toEqual({
      Query: 1,
      'Query.a(b:)': 2,
      'Query.a': 3,
      E: 4,
      S: 5,
      'I.c': -6,
    });
  });

  it('wants one slicing argument unless it says otherwise', () => {
    const index = read(
      link(', import: ["@listSize"]'),
      `type Query { a(n: Int): [Int] @listSize(slicingArguments: "n")
       b(n: Int): [Int] @listSize(slicingArguments: ["n"], requireOneSlicingArgument: false) }`,
    );
    expect(index.listSizes.get('Query.a')).toMatchObject({
      slicingArguments: ['n'],
      requireOneSlicingArgument: true,
    });
    expect(index.listSizes.get('Query.b')?.requireOneSlicingArgument).toBe(false);
  });
});
