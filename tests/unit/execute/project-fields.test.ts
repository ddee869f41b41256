import { describe, expect, it } from '@jest/globals';
import { projectFields, type ProjectedField } from '../../../gateway/execute/project-fields.ts';
import { BUBBLE, type ProjectionListener } from '../../../gateway/execute/projection.ts';
import type { JsonObject } from '../../../gateway/execute/json.ts';

/** Names that stand for something in objects, in JavaScript, or in what is generated. */
const NAMES = ['id', '__proto__', 'constructor', 'toString', 'value0', 'source', 'return', '_'];

const isText = (value: unknown) => typeof value === 'string';

/** Every second field is a plain leaf; the others, and leaves that are no text, tell the listener and give `otherwise`. */
const fieldsWith = (otherwise: unknown): readonly ProjectedField[] =>
  NAMES.map((name, index) => ({
    name,
    project: (source, listener) => {
      listener.complain(`${name}: ${String(source[name])}`);
      return name === 'return' ? otherwise : `of ${name}`;
    },
    leaf: index % 2 === 0 ? { fetchedName: `fetched_${name}`, isValue: isText } : undefined,
  }));

const SOURCES: readonly JsonObject[] = [
  {},
  Object.fromEntries(NAMES.map((name) => [`fetched_${name}`, `text of ${name}`])),
  Object.fromEntries(NAMES.map((name) => [`fetched_${name}`, null])),
  { fetched_id: 1, fetched_constructor: 'text', fetched_return: '' },
];

function projected(fields: readonly ProjectedField[], worthGenerating: number) {
  const complaints: string[] = [];
  const listener = {
    complain: (message: string) => complaints.push(message),
  } as unknown as ProjectionListener;
  const project = projectFields(fields, worthGenerating);
  const results = SOURCES.map((source) => project(source, listener));
  return {
    complaints,
    results: results.map((result) =>
      result === BUBBLE ? BUBBLE : Object.entries(result as object),
    ),
  };
}

describe('the fields of an object', () => {
  it.each([
    ['a null that bubbles up', BUBBLE],
    ['null', null],
    ['a value', 'value'],
  ])(
    'are the same one by one and by a generated function, with %s among them',
    (_what, otherwise) => {
      const fields = fieldsWith(otherwise);
      const oneByOne = projected(fields, Infinity);
      expect(oneByOne.complaints).toContain('__proto__: [object Object]');
      expect(projected(fields, 0)).toEqual(oneByOne);
      expect(projected(fields, 2)).toEqual(oneByOne);
    },
  );

  it('have their names and order, whatever these mean elsewhere', () => {
    const { results } = projected(fieldsWith('value'), 0);
    for (const entries of results as [string, unknown][][])
      expect(entries.map(([name]) => name)).toEqual(NAMES);
    expect(results[1]).toContainEqual(['id', 'text of id']);
    expect(results[1]).toContainEqual(['__proto__', 'of __proto__']);
  });

  it('are projected one by one where they are too many for a function', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => ({
      name: `field${index}`,
      project: () => index,
    }));
    expect(projectFields(many, 0)({}, {} as ProjectionListener)).toHaveProperty(
      'field39999',
      39_999,
    );
  });
});
