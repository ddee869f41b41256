import type { GraphQLSchema } from 'graphql';
import type { FetchDataRewrite } from '../../federation/planner.ts';
import { isJsonObject, ownValue, type JsonObject } from './json.ts';
import { meetsTypeCondition } from './type-condition.ts';

/**
 * Applies a fetch's rewrites to a value in place. Path elements are response names, or `... on T`; lists are crossed
 * implicitly. A key is renamed when it is present, whatever its value.
 */
export function rewrite(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
): void {
  for (const each of rewrites ?? []) visit(schema, value, each.path, each);
}

function visit(
  schema: GraphQLSchema,
  value: unknown,
  path: readonly string[],
  rule: FetchDataRewrite,
): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(schema, item, path, rule);
    return;
  }
  const [step, ...rest] = path;
  if (!isJsonObject(value) || step === undefined) return;
  if (step.startsWith('... on ')) {
    if (meetsTypeCondition(schema, value['__typename'], step.slice('... on '.length)))
      visit(schema, value, rest, rule);
  } else if (rest.length > 0) {
    visit(schema, ownValue(value, step), rest, rule);
  } else {
    apply(value, step, rule);
  }
}

function apply(object: JsonObject, key: string, rule: FetchDataRewrite): void {
  if (rule.kind === 'ValueSetter') {
    object[key] = rule.setValueTo as unknown;
  } else if (Object.hasOwn(object, key)) {
    object[rule.renameKeyTo] = object[key];
    // A key that was renamed away is gone: nothing in the plan asks for it under its old name.
    Reflect.deleteProperty(object, key);
  }
}
