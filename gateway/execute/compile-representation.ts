import { isAbstractType, type GraphQLSchema } from 'graphql';
import type { FetchDataRewrite, QueryPlanSelectionNode } from '../../federation/planner.ts';
import { ownValue, type JsonObject } from './json.ts';
import { toRepresentation } from './representation.ts';
import { rewrite } from './rewrite.ts';
import { meetsTypeCondition } from './type-condition.ts';

/** The JSON text of an entity's representation, or undefined where the entity has to be skipped. */
type Represent = (entity: JsonObject) => string | undefined;

/** How the entities of a fetch are represented. */
export interface Representing {
  readonly represent: Represent;
  /**
   * The fields that the representations of a type differ by, at least one; undefined where they are not known. Where their
   * values are plain, equal entities are known by them without writing their text again.
   */
  keyFields(typeName: unknown): KeyFields | undefined;
}

export type KeyFields = readonly [string, ...string[]];

interface RepresentingType {
  readonly represent: Represent;
  readonly keyFields: KeyFields | undefined;
}

type FieldSelection = Extract<QueryPlanSelectionNode, { readonly kind: 'Field' }>;

/**
 * Compiles a fetch's `requires`. The text is both what is sent and what equal representations are known by, so it is
 * written directly where each fragment is a plain list of fields; what is nested, shared between fragments or rewritten
 * takes the way over an object (`toRepresentation`), which is the meaning of both.
 */
export function compileRepresentation(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  inputRewrites: readonly FetchDataRewrite[] | undefined,
): Representing {
  const overObject: Represent = (entity) => {
    const representation = toRepresentation(schema, requires, entity);
    if (representation === undefined) return undefined;
    rewrite(schema, inputRewrites, representation);
    return JSON.stringify(representation);
  };
  if (inputRewrites !== undefined && inputRewrites.length > 0)
    return { represent: overObject, keyFields: () => undefined };

  const byType = new Map<unknown, RepresentingType>();
  return {
    represent(entity) {
      const typeName = ownValue(entity, '__typename');
      if (typeof typeName !== 'string') return undefined;
      const known = byType.get(typeName);
      if (known !== undefined) return known.represent(entity);
      const made = compileForType(schema, requires, typeName) ?? {
        represent: overObject,
        keyFields: undefined,
      };
      // Types that the schema does not know come from outside: they must not fill the memory.
      if (isKnownType(schema, typeName)) byType.set(typeName, made);
      return made.represent(entity);
    },
    keyFields: (typeName) => byType.get(typeName)?.keyFields,
  };
}

function isKnownType(schema: GraphQLSchema, typeName: string): boolean {
  const type = schema.getType(typeName);
  return type !== undefined && !isAbstractType(type);
}

/** The direct way for entities of one type; undefined where there is none. */
function compileForType(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  typeName: string,
): RepresentingType | undefined {
  const groups: string[][] = [];
  const seen = new Set<string>();
  for (const selection of requires) {
    if (selection.kind === 'Field') return undefined;
    const { typeCondition } = selection;
    if (typeCondition !== undefined && !meetsTypeCondition(schema, typeName, typeCondition))
      continue;
    if (!selection.selections.every(isPlainField)) return undefined;
    const names = selection.selections
      .map(({ name }) => name)
      .filter((name) => name !== '__typename');
    if (selection.selections.length === names.length || names.some((name) => seen.has(name)))
      return undefined;
    for (const name of names) seen.add(name);
    groups.push(names);
  }
  const head = `{"__typename":${JSON.stringify(typeName)}`;
  const represent = (entity: JsonObject) => {
    let text = head;
    let complete = false;
    for (const names of groups) {
      const part = writeFields(entity, names);
      if (part === undefined) continue;
      text += part;
      complete = true;
    }
    return complete ? `${text}}` : undefined;
  };
  const [field, ...more] = groups.flat();
  return { represent, keyFields: field === undefined ? undefined : [field, ...more] };
}

/** A field without alias, selections or a name that every object inherits. */
function isPlainField(selection: QueryPlanSelectionNode): selection is FieldSelection {
  return (
    selection.kind === 'Field' &&
    selection.alias === undefined &&
    selection.selections === undefined &&
    !(selection.name in Object.prototype)
  );
}

/** `,"name":value` for each field; undefined where one is missing, which voids them all. */
function writeFields(entity: JsonObject, names: readonly string[]): string | undefined {
  let text = '';
  for (const name of names) {
    const value = entity[name];
    if (value === undefined) return undefined;
    // A number too large for JavaScript is Infinity, which is none in JSON.
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    text += `,"${name}":${isNumber ? String(value) : JSON.stringify(value)}`;
  }
  return text;
}
