import type { GraphQLSchema } from 'graphql';
import type { FetchNode } from '../../federation/planner.ts';
import { isJsonObject, ownValue, type JsonObject, type ResponsePath } from './json.ts';
import { meetsTypeCondition } from './type-condition.ts';

/** A variable of a fetch that an ancestor of each entity sets (`@fromContext`). */
export interface ContextVariable {
  readonly name: string;
  /** Where the value may be; the first place that is there has it. */
  readonly places: readonly ContextPlace[];
}

interface ContextPlace {
  /** How many fields above the entity the ancestor is. */
  readonly levelsUp: number;
  /** From the ancestor on: names, and `... on T`. */
  readonly path: readonly string[];
}

/** The variables that a fetch takes from the ancestors of its entities. */
export function contextVariables(node: FetchNode): readonly ContextVariable[] {
  const places = new Map<string, ContextPlace[]>();
  for (const { path, renameKeyTo } of node.contextRewrites ?? []) {
    const levelsUp = path.filter((step) => step === '..').length;
    const place = { levelsUp, path: path.slice(levelsUp) };
    places.set(renameKeyTo, [...(places.get(renameKeyTo) ?? []), place]);
  }
  return [...places].map(([name, found]) => ({ name, places: found }));
}

/**
 * The values that an entity's ancestors give a fetch's variables. Undefined where one is not there, because what should
 * have brought it failed: such an entity is skipped, as one without its key is.
 *
 * `ancestors` are the objects from the root down to the entity itself.
 */
export function readContexts(
  schema: GraphQLSchema,
  variables: readonly ContextVariable[],
  ancestors: readonly JsonObject[],
): JsonObject | undefined {
  const values: JsonObject = {};
  for (const { name, places } of variables) {
    const value = places
      .map(({ levelsUp, path }) => readPath(schema, ancestors.at(-1 - levelsUp), path))
      .find((found) => found !== undefined);
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return values;
}

function readPath(schema: GraphQLSchema, value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => readPath(schema, item, path) ?? null);
  if (!isJsonObject(value)) return undefined;
  if (!step.startsWith('... on ')) return readPath(schema, ownValue(value, step), rest);
  const meets = meetsTypeCondition(schema, value['__typename'], step.slice('... on '.length));
  return meets ? readPath(schema, value, rest) : undefined;
}

/** Visits the objects at a plan's path, each with the objects above it, from the root down to itself. */
export function forEachWithAncestors(
  value: unknown,
  path: ResponsePath,
  visit: (object: JsonObject, ancestors: readonly JsonObject[]) => void,
  above: readonly JsonObject[] = [],
): void {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    if (step !== '@' && step !== undefined) return;
    for (const item of value) forEachWithAncestors(item, step === '@' ? rest : path, visit, above);
  } else if (isJsonObject(value)) {
    const ancestors = [...above, value];
    if (step === undefined) visit(value, ancestors);
    else if (step !== '@')
      forEachWithAncestors(ownValue(value, String(step)), rest, visit, ancestors);
  }
}
