import { serialize } from 'node:v8';
import { describe, expect, it } from '@jest/globals';
import { isObjectType, parse } from 'graphql';
import { composeSupergraph } from '../../../federation/compose.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';

/** V8's own format tells how a text is kept: `"` stands before one byte a character, `c` before two. */
function isOfTwoBytes(text: string): boolean {
  const [, , tag, next] = serialize(text);
  // A zero fills up what is of two bytes to an even place.
  return String.fromCharCode(tag === 0 ? (next ?? 0) : (tag ?? 0)) === 'c';
}

/** A supergraph whose names nothing has used before. */
function supergraphOf(...names: readonly string[]): string {
  const fields = names.map((_, index) => `placeholder${index}: Int`).join(' ');
  const composed = composeSupergraph([
    { name: 'a', url: 'http://a.invalid', typeDefs: parse(`type Query { ${fields} }`) },
  ]);
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  return names.reduce(
    (sdl, name, index) => sdl.replaceAll(`placeholder${index}`, name),
    composed.supergraphSdl,
  );
}

describe('names of a supergraph', () => {
  it('are recognized as of two bytes where they are', () => {
    expect(['a€', 'ab€', 'name', 'names'].map(isOfTwoBytes)).toEqual([true, true, false, false]);
  });

  it('are kept with one byte a character, so that every answer is', () => {
    // Written out, they would be known to the engine before they are read.
    const given = ['hoedanig', 'verzamel'].map((word) => `${word}heid`);
    const { schema } = readSupergraph(supergraphOf(...given));
    const query = schema.getType('Query');
    const names = isObjectType(query) ? Object.keys(query.getFields()) : [];
    expect(names).toEqual(given);
    expect(names.filter(isOfTwoBytes)).toEqual([]);
  });
});
