import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { checkLimits } from '../../../gateway/parse/check-limits.ts';

const LIMITS = { depth: 20, aliases: 50, rootFields: 30, selections: 5_000, directives: 50 };
const codeOf = (text: string): string | undefined => {
  try {
    checkLimits(parse(text), LIMITS);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const nested = (levels: number) => `${'{ a '.repeat(levels)}${'}'.repeat(levels)}`;

describe('limits of a document', () => {
  it('refuse fields nested too deep', () => {
    expect(codeOf(nested(21))).toBe('MAX_DEPTH_LIMIT');
    expect(codeOf(nested(20))).toBeUndefined();
  });

  it('refuse depth that is hidden in fragments', () => {
    const chain = Array.from(
      { length: 21 },
      (_, index) => `fragment F${index} on T { a { ...F${index + 1} } }`,
    );
    expect(codeOf(`{ ...F0 } ${chain.join(' ')} fragment F21 on T { a }`)).toBe('MAX_DEPTH_LIMIT');
  });

  it('refuse ten thousand aliases, and one too many', () => {
    const aliases = (count: number) =>
      `{ a { ${Array.from({ length: count }, (_, index) => `x${index}: b`).join(' ')} } }`;
    expect(codeOf(aliases(10_000))).toBe('MAX_ALIASES_LIMIT');
    expect(codeOf(aliases(51))).toBe('MAX_ALIASES_LIMIT');
    expect(codeOf(aliases(50))).toBeUndefined();
  });

  it('refuse too many root fields, fragments followed', () => {
    const fields = Array.from({ length: 16 }, (_, index) => `f${index}`).join(' ');
    expect(
      codeOf(`{ ...F ...G } fragment F on Query { ${fields} } fragment G on Query { ${fields} }`),
    ).toBe('MAX_ROOT_FIELDS_LIMIT');
  });

  it('refuse too many directives', () => {
    expect(codeOf(`{ a ${'@include(if: true) '.repeat(51)} }`)).toBe('MAX_DIRECTIVES_LIMIT');
  });

  it('refuse a bomb of fragments that spread each other twice, without following it', () => {
    const bomb = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`,
    );
    expect(codeOf(`{ a { ...F0 } } ${bomb.join(' ')} fragment F40 on T { a }`)).toBe(
      'MAX_SELECTIONS_LIMIT',
    );
  });

  it('leave fragments that spread themselves to validation', () => {
    expect(codeOf('{ ...F } fragment F on T { a ...F }')).toBeUndefined();
  });

  it("let the explorer's introspection pass", () => {
    expect(codeOf(getIntrospectionQuery())).toBeUndefined();
  });
});
