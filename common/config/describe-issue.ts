import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { ConfigPath } from './yaml-tree.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodTypes;

/** A fault as zod found it, in a configuration's words: one per unknown key. */
export interface IssueDescription {
  readonly path: ConfigPath;
  readonly expected: string;
}

/**
 * Says what was expected. Zod's own message is kept for what a schema's author has worded; no message repeats a value.
 */
export function describeIssue(
  issue: Issue,
  schema: z.ZodType,
  document: { has(path: ConfigPath): boolean; valueAt(path: ConfigPath): unknown },
): readonly IssueDescription[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema as unknown as Schema, path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      expected: `unknown key${didYouMean(key, known) || `; known here: ${known.join(', ')}`}`,
    }));
  }
  const expected = expectationOf(issue, schema, path);
  if (!document.has(path)) return [{ path, expected: `is missing; ${expected}` }];
  const written = document.valueAt(path);
  const known = optionsOf(issue, schema, path);
  const hint = typeof written === 'string' ? didYouMean(written, known) : '';
  const quote =
    issue.code === 'invalid_type' && issue.expected === 'string' && typeof written === 'number'
      ? ', in quotes'
      : '';
  return [{ path, expected: `${expected}${quote}${hint}` }];
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map of keys',
  record: 'a map of keys',
  array: 'a list',
};

function expectationOf(issue: Issue, schema: z.ZodType, path: ConfigPath): string {
  const options = optionsOf(issue, schema, path);
  if (options.length > 0) return `expected one of ${options.join(', ')}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${WORDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'invalid_union':
      return 'expected one of the allowed forms';
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'object' || origin === 'record' ? ' entries' : '';
}

/** The words that may stand at the issue's place, where they are a closed list. */
function optionsOf(issue: Issue, schema: z.ZodType, path: ConfigPath): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return [];
  const discriminator = issue.discriminator;
  return schemasAt(schema as unknown as Schema, path.slice(0, -1))
    .flatMap((at) => (at._zod.def.type === 'object' ? [at._zod.def.shape[discriminator]] : []))
    .flatMap((at) => (at === undefined ? [] : wordsOf(at as Schema)));
}

function wordsOf(schema: Schema): readonly string[] {
  const def = schema._zod.def;
  if (def.type === 'literal') return def.values.map(String);
  return def.type === 'enum' ? Object.values(def.entries).map(String) : [];
}

function keysAt(schema: Schema, path: ConfigPath): readonly string[] {
  const keys = schemasAt(schema, path).flatMap((at) =>
    at._zod.def.type === 'object' ? Object.keys(at._zod.def.shape) : [],
  );
  return [...new Set(keys)];
}

/** Every schema that a value at `path` may have; several where a union branches. */
function schemasAt(schema: Schema, path: ConfigPath): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, key) => schemas.flatMap((at) => childrenOf(at, String(key))).flatMap(unwrap),
    unwrap(schema),
  );
}

function childrenOf(schema: Schema, key: string): readonly Schema[] {
  const def = schema._zod.def;
  switch (def.type) {
    case 'object':
      return key in def.shape ? [def.shape[key] as Schema] : [];
    case 'record':
      return [def.valueType as Schema];
    case 'array':
      return [def.element as Schema];
    default:
      return [];
  }
}

function unwrap(schema: Schema): readonly Schema[] {
  const def = schema._zod.def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return unwrap(def.innerType as Schema);
    case 'pipe':
      return unwrap(def.in as Schema);
    case 'union':
      return def.options.flatMap((option) => unwrap(option as Schema));
    default:
      return [schema];
  }
}
