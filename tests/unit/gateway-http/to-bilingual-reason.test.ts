import { describe, expect, it } from '@jest/globals';
import { GraphQLError, buildSchema, parse, validate } from 'graphql';
import { toBilingualReason } from '../../../gateway/parse/to-bilingual-reason.ts';

const schema = buildSchema(`
  interface Place { code: String }
  type Village implements Place { code: String, head: String }
  input Elements { name: String!, other: Int }
  type Query {
    resident(nik: ID!, regionCode: String, elements: Elements): String
    place: Place
    region(code: String!): Village
  }
`);

/** What graphql-js says of a document first, and what we say of that in Indonesian. */
function translate(query: string): string {
  try {
    const [error] = validate(schema, parse(query));
    return toBilingualReason(error?.message ?? '').id;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return toBilingualReason(error.message.replace('Syntax Error: ', '')).id;
  }
}

describe('a message of graphql-js in Indonesian', () => {
  it('is left in English where it is none of those that are met daily', () => {
    const message = 'Cannot spread fragment "A" within itself.';
    expect(toBilingualReason(message)).toEqual({ en: message, id: message });
  });

  it('keeps the English beside it', () => {
    expect(toBilingualReason('Unknown type "X".')).toEqual({
      en: 'Unknown type "X".',
      id: 'Tipe "X" tidak dikenal.',
    });
  });

  // Asked of graphql-js itself, so that a new version with other words is found here.
  it.each([
    ['{', 'Diharapkan Name, ditemukan <EOF>.'],
    ['{ a(b) }', 'Diharapkan ":", ditemukan ")".'],
    ['resident', 'Name "resident" tidak terduga.'],
    ['{ a(b: "x) }', 'String tidak ditutup.'],
    [
      '{ residant }',
      'Tipe "Query" tidak punya field "residant". Maksud Anda "resident" atau "region"?',
    ],
    ['{ zzz }', 'Tipe "Query" tidak punya field "zzz".'],
    [
      '{ place { head } }',
      'Tipe "Place" tidak punya field "head". Maksud Anda fragment inline pada "Village"?',
    ],
    ['{ resident }', 'Field "resident" memerlukan argumen "nik" bertipe "ID!", yang tidak ada.'],
    [
      '{ resident(nik: 1, regionCod: "x") }',
      'Field "Query.resident" tidak punya argumen "regionCod". Maksud Anda "regionCode"?',
    ],
    ['{ region(code: "x") }', 'Field "region" bertipe "Village" memerlukan pilihan subfield.'],
    [
      '{ resident(nik: 1) { a } }',
      'Field "resident" tidak boleh diberi pilihan karena tipe "String" tidak punya subfield.',
    ],
    ['{ resident(nik: $n) }', 'Variabel "$n" tidak dideklarasikan.'],
    ['query A($n: ID!) { place { code } }', 'Variabel "$n" tidak pernah dipakai.'],
    [
      'query ($n: Int) { resident(nik: $n) }',
      'Variabel "$n" bertipe "Int" dipakai di tempat yang memerlukan tipe "ID!".',
    ],
    ['query ($n: Warga) { resident(nik: $n) }', 'Tipe "Warga" tidak dikenal.'],
    ['{ place @lain { code } }', 'Directive "@lain" tidak dikenal.'],
    ['{ ...A }', 'Fragment "A" tidak dikenal.'],
    ['{ place { code } } fragment A on Place { code }', 'Fragment "A" tidak pernah dipakai.'],
    ['{ resident(nik: 1, elements: {}) }', 'Field "Elements.name" bertipe "String!" wajib ada.'],
    [
      '{ resident(nik: 1, elements: { name: "x", nama: "x" }) }',
      'Tipe "Elements" tidak punya field "nama". Maksud Anda "name"?',
    ],
  ])('says of %s: %s', (query, expected) => {
    expect(translate(query)).toBe(expected);
  });
});
