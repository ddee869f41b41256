import type { GraphQLSchema } from 'graphql';
import type { QueryPlanSelectionNode } from '../../federation/planner.ts';
import { isJsonObject, mergeJson, ownValue, setOwn, type JsonObject } from './json.ts';
import { meetsTypeCondition } from './type-condition.ts';

/**
 * The representation that stands for an entity in `_entities`, as a fetch's `requires` asks for it. Undefined where a
 * field is missing (not fetched, or failed): such an entity is skipped. A field that is null is kept.
 */
export function toRepresentation(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  entity: JsonObject,
): JsonObject | undefined {
  const representation = select(schema, requires, entity);
  return representation?.['__typename'] === undefined ? undefined : representation;
}

function select(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
  source: JsonObject,
): JsonObject | undefined {
  const result: JsonObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (
        typeCondition !== undefined &&
        !meetsTypeCondition(schema, source['__typename'], typeCondition)
      )
        continue;
      const part = select(schema, selection.selections, source);
      if (part !== undefined) mergeJson(result, part);
      continue;
    }
    const name = selection.alias ?? selection.name;
    const value = selectValue(schema, selection.selections, ownValue(source, name));
    if (value === undefined) return undefined;
    setOwn(result, name, value);
  }
  return result;
}

function selectValue(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[] | undefined,
  value: unknown,
): unknown {
  if (selections === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value))
    return value.map((item) => selectValue(schema, selections, item) ?? null);
  return isJsonObject(value) ? select(schema, selections, value) : undefined;
}
