import { describe, expect, it } from '@jest/globals';

import { readExample, type Question } from '../../support/jawara.ts';
import { jawara } from './province.ts';

async function messages(question: Question): Promise<string[]> {
  return (await jawara.ask(question)).errors.map(({ message }) => message);
}

const RESIDENT = readExample('resident-by-nik');

describe('errors', () => {
  it.each([
    ['id', 'Pemanggil tidak berhak membaca baris wilayah 36.71.'],
    ['id-ID, en;q=0.8', 'Pemanggil tidak berhak membaca baris wilayah 36.71.'],
    ['in', 'Pemanggil tidak berhak membaca baris wilayah 36.71.'],
    ['fr, id;q=0.4, en;q=0.3', 'Pemanggil tidak berhak membaca baris wilayah 36.71.'],
    ['en, id;q=0.9', 'The caller may not read rows of region 36.71.'],
    ['fr', 'The caller may not read rows of region 36.71.'],
    ['', 'The caller may not read rows of region 36.71.'],
  ])('are in the language that is accepted: "%s"', async (language, message) => {
    expect(await messages({ ...RESIDENT, persona: 'petugas-3602', language })).toEqual([message]);
  });

  it.each<readonly [string, Partial<Question>, RegExp]>([
    [
      'a missing purpose',
      { purpose: null },
      /^Operasi yang memuat data pribadi harus menyebut tujuannya/,
    ],
    ['a field that is not public', { persona: null }, /^Diperlukan bearer token yang sah: /],
    [
      'a field of another agency',
      { persona: 'provinsi' },
      /^Pemanggil tidak berhak membaca "Query\.resident"\.$/,
    ],
    ['a document that cannot be parsed', { query: '{' }, /^Dokumen tidak dapat dibaca: /],
    [
      'a document of another schema',
      { query: '{ nothing }' },
      /^Dokumen tidak sesuai dengan skema: /,
    ],
    ['an impossible argument', { variables: { nik: '1' } }, /^Argumen "nik": /],
    [
      'a token that is none',
      { persona: null, headers: { authorization: 'Bearer x' } },
      /^Diperlukan bearer token yang sah: /,
    ],
  ])('are Indonesian throughout: %s', async (_what, change, expected) => {
    const told = await messages({ ...RESIDENT, ...change, language: 'id' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(expected);
  });
});
