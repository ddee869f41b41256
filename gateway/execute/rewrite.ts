import type { GraphQLSchema } from 'graphql';
import type { FetchDataRewrite } from '../../federation/planner.ts';
import { isJsonObject, ownValue, setOwn, type JsonObject, type ResponsePath } from './json.ts';
import { meetsTypeCondition } from './type-condition.ts';

/**
 * Applies a fetch's rewrites to a value in place. Path elements are response names, or `... on T`; lists are crossed
 * implicitly. A key is renamed when it is present, whatever its value. An entity whose type was not asked for again is
 * of the type that its object is known to be: `knownType`.
 */
export function rewrite(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
  knownType?: unknown,
): void {
  for (const each of rewrites ?? []) visit(schema, value, each.path, each, knownType);
}

/**
 * A path in the names that a subgraph was asked by, in the names of the response. Which type a place is of cannot be
 * seen from a path, but the names that renamers begin with are made for one type each.
 */
export function renamePath(
  rewrites: readonly FetchDataRewrite[] | undefined,
  path: ResponsePath,
): ResponsePath {
  const renamed = [...path];
  for (const rule of rewrites ?? []) {
    const at = rule.kind === 'KeyRenamer' ? indexOfPlace(path, rule.path) : undefined;
    if (at !== undefined && rule.kind === 'KeyRenamer') renamed[at] = rule.renameKeyTo;
  }
  return renamed;
}

/** Where in a path the last name of a rewrite's path is; list indices and `... on T` count for nothing. */
function indexOfPlace(path: ResponsePath, place: readonly string[]): number | undefined {
  const names = place.filter((step) => !step.startsWith('... on '));
  const places = path.flatMap((part, index) =>
    typeof part === 'string' && part !== '_entities' ? [{ part, index }] : [],
  );
  const meets = names.length > 0 && names.every((name, index) => places[index]?.part === name);
  return meets ? places[names.length - 1]?.index : undefined;
}

function visit(
  schema: GraphQLSchema,
  value: unknown,
  path: readonly string[],
  rule: FetchDataRewrite,
  knownType?: unknown,
): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(schema, item, path, rule);
    return;
  }
  const [step, ...rest] = path;
  if (!isJsonObject(value) || step === undefined) return;
  if (step.startsWith('... on ')) {
    const typeName = value['__typename'] ?? knownType;
    if (meetsTypeCondition(schema, typeName, step.slice('... on '.length)))
      visit(schema, value, rest, rule, typeName);
  } else if (rest.length > 0) {
    visit(schema, ownValue(value, step), rest, rule);
  } else {
    apply(value, step, rule);
  }
}

function apply(object: JsonObject, key: string, rule: FetchDataRewrite): void {
  if (rule.kind === 'ValueSetter') {
    setOwn(object, key, rule.setValueTo);
  } else if (Object.hasOwn(object, key)) {
    setOwn(object, rule.renameKeyTo, object[key]);
    // A key that was renamed away is gone: nothing in the plan asks for it under its old name.
    Reflect.deleteProperty(object, key);
  }
}
