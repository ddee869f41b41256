import {
  getArgumentValues,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import type { GraphFacts, Shape } from './field-facts.ts';
import { leafValue } from './leaf-value.ts';
import { hashText } from './random.ts';

/** How the data of one case are. */
export interface WorldOptions {
  readonly seed: number;
  /** Entities of each type. */
  readonly entities: number;
  readonly maxItems: number;
  /** Of a hundred nullable places, how many are null. */
  readonly nullPercent: number;
  /** Whether a key may be null. Under faults none is: a key that failed is null as well, and would stand for that entity. */
  readonly nullKeys: boolean;
}

/** An object of the data: its concrete type, and what it is known by. Equal nodes are the same object. */
export interface Thing {
  readonly type: string;
  readonly node: string;
}

/**
 * All data of one case. Nothing is stored: a value follows from the seed, the object, the field and its arguments, so
 * that every subgraph and the monolith say the same of the same object without knowing of each other.
 */
export interface World {
  root(type: string): Thing;
  /** A leaf, null, a Thing, or lists of these. */
  resolve(thing: Thing, field: string, args: Readonly<Record<string, unknown>>): unknown;
  /** What a selection of keys or required fields holds for an object. */
  select(selection: SelectionSetNode, thing: Thing): Record<string, unknown>;
  /** The object that a reference stands for, by any of the given keys. */
  find(
    types: readonly string[],
    keys: readonly SelectionSetNode[],
    reference: Readonly<Record<string, unknown>>,
  ): Thing | undefined;
}

export function createWorld(facts: GraphFacts, options: WorldOptions): World {
  const { schema } = facts;
  const ordinals = Object.keys(schema.getTypeMap());
  const keyLeaves = findKeyLeaves(facts);
  const isJoined = (type: string) =>
    namesWithKeys(facts, type).some((name) => isAbstractType(schema.getType(name)));

  const make = (shape: Shape, place: string): unknown => {
    const hash = hashText(`${options.seed} ${place}`);
    if (shape.nullable && (hash >>> 4) % 100 < options.nullPercent) return null;
    if (shape.kind === 'list') {
      const items = Array.from({ length: hash % (options.maxItems + 1) });
      return items.map((_, index) => make(shape.of, `${place}[${index}]`));
    }
    if (shape.kind === 'leaf') return leafValue(shape, hash);
    // Where subgraphs have no type in common there is nothing that all could answer.
    if (shape.types.length === 0) return null;
    const type = shape.types[hash % shape.types.length]!;
    const isEntity = facts.keysOf(type).length > 0;
    return {
      type,
      node: isEntity ? `${type}#${(hash >>> 8) % options.entities}` : `${type}@${place}`,
    };
  };

  /** What a key is made of is another one for each object. */
  const keyValue = (thing: Thing, field: string, shape: Shape): unknown => {
    const type = shape.kind === 'leaf' ? shape.type : '';
    const isText = type === 'ID' || type === 'String';
    const index = Number(/#(\d+)$/.exec(thing.node)?.[1] ?? -1);
    // Of a value within an entity's key.
    if (index < 0)
      return isText ? `${field} of ${thing.node}` : make(shape, `${thing.node}.${field}`);
    if (options.nullKeys && shape.nullable && index === 0 && !isJoined(thing.type)) return null;
    if (type === 'Int') return index + 100 * ordinals.indexOf(thing.type);
    return isText ? `${thing.type}-${field}-${index}` : make(shape, `${thing.node}.${field}`);
  };

  const resolve: World['resolve'] = (thing, field, args) => {
    const { shape, args: known } = facts.field(thing.type, field);
    if (keyLeaves.has(`${thing.type}.${field}`)) return keyValue(thing, field, shape);
    const given = Object.entries(args).filter(([name]) => known.has(name));
    return make(shape, `${thing.node}.${field}${given.length === 0 ? '' : canonical(given)}`);
  };

  const select: World['select'] = (selection, thing) => {
    const result: Record<string, unknown> = {};
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        if (node.name.value !== '__typename')
          result[node.name.value] = selectBelow(
            node,
            resolve(thing, node.name.value, argsOf(thing.type, node)),
          );
      } else if (
        node.kind === Kind.INLINE_FRAGMENT &&
        applies(thing.type, node.typeCondition?.name.value)
      ) {
        Object.assign(result, select(node.selectionSet, thing));
      }
    }
    return result;
  };
  const argsOf = (type: string, node: FieldNode) => {
    const parent = schema.getType(type);
    const definition = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    return definition === undefined ? {} : getArgumentValues(definition, node);
  };
  const applies = (type: string, condition: string | undefined) => {
    const [actual, wanted] = [schema.getType(type), schema.getType(condition ?? type)];
    if (actual === wanted) return true;
    return isAbstractType(wanted) && isObjectType(actual) && schema.isSubType(wanted, actual);
  };
  const selectBelow = (node: FieldNode, value: unknown): unknown => {
    if (node.selectionSet === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => selectBelow(node, item));
    return select(node.selectionSet, value as Thing);
  };

  return {
    root: (type) => ({ type, node: type }),
    resolve,
    select,
    find(types, keys, reference) {
      for (const type of types) {
        for (let index = 0; index < options.entities; index += 1) {
          const thing = { type, node: `${type}#${index}` };
          if (keys.some((key) => holds(reference, select(key, thing)))) return thing;
        }
      }
      return undefined;
    },
  };
}

/** Whether a value received has all that is expected of it; more may be there (`__typename`, other keys). */
export function holds(received: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return received === expected;
  if (typeof received !== 'object' || received === null) return false;
  if (Array.isArray(expected))
    return (
      Array.isArray(received) &&
      received.length === expected.length &&
      expected.every((item, index) => holds(received[index], item))
    );
  return Object.entries(expected).every(([key, value]) =>
    holds((received as Record<string, unknown>)[key], value),
  );
}

function namesWithKeys(facts: GraphFacts, type: string): string[] {
  const found = facts.schema.getType(type);
  if (!isObjectType(found)) return [];
  return found
    .getInterfaces()
    .flatMap((each) => (facts.keysOf(each.name).length > 0 ? [each.name] : []));
}

/** The coordinates of all leaves of keys, nested ones too. */
function findKeyLeaves(facts: GraphFacts): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (type: string, selection: SelectionSetNode): void => {
    for (const node of selection.selections) {
      if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
      const below = node.selectionSet;
      if (below === undefined) found.add(`${type}.${node.name.value}`);
      else for (const each of typesOf(facts.field(type, node.name.value).shape)) visit(each, below);
    }
  };
  for (const type of Object.values(facts.schema.getTypeMap()))
    if (isObjectType(type)) for (const key of facts.keysOf(type.name)) visit(type.name, key);
  return found;
}

function typesOf(shape: Shape): readonly string[] {
  if (shape.kind === 'list') return typesOf(shape.of);
  return shape.kind === 'object' ? shape.types : [];
}

/** Text that does not depend on the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );
}
