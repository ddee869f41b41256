import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root.ts';
import { readDescriptions, type Described } from './read-descriptions.ts';

const folder = join(projectRoot, 'subgraphs');

const described: readonly (Described & { readonly file: string })[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) =>
    readDescriptions(readFileSync(join(folder, file), 'utf8')).map((one) => ({ ...one, file })),
  );

/** Sentences end with a stop before white space, or at the end. A colon ends none. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?]["')]?)\s+/).filter((sentence) => sentence.trim() !== '');
}

describe('descriptions of the graph', () => {
  it('are there for every type, field, argument and enum value that a subgraph owns', () => {
    // What is described in its owner's schema need not be described again where it is only referred to.
    const owned = new Set(
      described.filter(({ text }) => text !== undefined).map(({ coordinate }) => coordinate),
    );
    const missing = described.filter(({ coordinate }) => !owned.has(coordinate));
    expect(missing.map(({ file, coordinate }) => `${file}: ${coordinate}`)).toEqual([]);
  });

  it('say it in Indonesian and in English: two sentences at least', () => {
    const short = described.filter(
      ({ text }) => text !== undefined && sentencesOf(text).length < 2,
    );
    expect(
      short.map(({ file, coordinate, text }) => `${file}: ${coordinate}: ${String(text)}`),
    ).toEqual([]);
  });

  it('are not the same in both languages', () => {
    const repeated = described.filter(({ text }) => {
      const sentences = sentencesOf(text ?? '');
      return new Set(sentences).size < sentences.length;
    });
    expect(repeated.map(({ file, coordinate }) => `${file}: ${coordinate}`)).toEqual([]);
  });
});

describe('reading descriptions', () => {
  it('finds what has none: a type, a field, an argument, an enum value, an input field', () => {
    const sdl = `
      type Query { "Satu. One." a("Satu. One." b: Int c: Int): Int d: Int }
      "Satu. One." enum E { F }
      input I { "Satu. One." g: Int }`;
    const missing = readDescriptions(sdl).filter(({ text }) => text === undefined);
    expect(missing.map(({ coordinate }) => coordinate)).toEqual([
      'Query.a(c:)',
      'Query.d',
      'E.F',
      'I',
    ]);
  });
});
