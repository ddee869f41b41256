import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { readExamples } from '../../../server/read-examples.ts';

describe('reading examples', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jawara-examples-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (file: string, text: string) => {
    writeFileSync(join(folder, file), text);
  };

  it('refuses an example without variables, naming the missing file', () => {
    write('a.graphql', '{ a }');
    expect(() => readExamples(folder)).toThrow(join(folder, 'a.variables.json'));
  });

  it.each(['[]', 'null', '"text"'])('refuses variables that are no object: %s', (text) => {
    write('a.graphql', '{ a }');
    write('a.variables.json', text);
    expect(() => readExamples(folder)).toThrow('a JSON object');
  });

  it('reads persona and purpose from the comment lines', () => {
    const query = '# Shows it.\n# persona: warga\n#purpose:  SUBJECT_ACCESS\nquery A { a }\n';
    write('a.graphql', query);
    write('a.variables.json', '{ "x": 1 }');
    expect(readExamples(folder)).toEqual([
      { name: 'a', query, variables: { x: 1 }, persona: 'warga', purpose: 'SUBJECT_ACCESS' },
    ]);
  });

  it('takes anonymous, none and silence for nobody and nothing, and orders by name', () => {
    write('b.graphql', '# persona: anonymous\n# purpose: none\nquery B { b }');
    write('a.graphql', 'query A { a }');
    write('a.variables.json', '{}');
    write('b.variables.json', '{}');
    const read = readExamples(folder).map(({ name, persona, purpose }) => [name, persona, purpose]);
    expect(read).toEqual([
      ['a', null, null],
      ['b', null, null],
    ]);
  });
});
