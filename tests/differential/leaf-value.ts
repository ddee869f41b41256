import type { Shape } from './field-facts.ts';

type Leaf = Extract<Shape, { readonly kind: 'leaf' }>;

/** Values that have been taken for something else before: falsy ones, texts that look like numbers, JSON that looks like objects of the graph. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 1, -1, 7, 2_147_483_647, -2_147_483_648],
  Float: [0, 1, -1.5, 0.1, 1e21, 3],
  String: ['', 'kata', '0', 'null', 'dua "kata"', 'é☃\n', '\u2028'],
  ID: ['0', '', 'a', '12'],
  Boolean: [true, false],
};

const JSON_VALUES: readonly unknown[] = [
  0,
  '',
  false,
  'teks',
  [],
  {},
  [1, [null, 'a']],
  { a: { b: [0] } },
  { __typename: 'Nothing', id: '1' },
];

/** A leaf's value, as a number decides. */
export function leafValue({ type, values }: Leaf, hash: number): unknown {
  const choices = values ?? VALUES[type] ?? JSON_VALUES;
  return choices[hash % choices.length] ?? null;
}
