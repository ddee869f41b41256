import type { GraphQLSchema } from 'graphql';
import type { CallPart, EntityFetch } from './compile-call.ts';
import type { KeyFields, Representing } from './compile-representation.ts';
import { forEachWithAncestors, readContexts } from './contexts.ts';
import type { JsonObject } from './json.ts';
import { findTargets, forEachObject, type Target } from './targets.ts';

/** The entities that a part of a call is for. */
export interface Entities {
  /** JSON texts; equal ones once. */
  readonly representations: string[];
  /** The objects that each representation stands for. */
  readonly objects: JsonObject[][];
  /** The values of the fetch's variables that ancestors of these objects set. */
  readonly contexts?: JsonObject;
}

/** Gathers the entities at the paths of the members that are there: in groups with the same contexts, of which most have one. */
export function gatherEntities(
  schema: GraphQLSchema,
  data: JsonObject,
  part: CallPart,
  members: readonly EntityFetch[],
): readonly Entities[] {
  const { representing, contexts } = part.fetch;
  if (contexts.length > 0) return gatherWithContexts(schema, data, part, members);
  const entities: Entities = { representations: [], objects: [] };
  const add = createGatherer(entities, representing);
  for (const { path } of members) forEachObject(data, path, add);
  return entities.representations.length === 0 ? [] : [entities];
}

function gatherWithContexts(
  schema: GraphQLSchema,
  data: JsonObject,
  part: CallPart,
  members: readonly EntityFetch[],
): readonly Entities[] {
  const { representing, contexts } = part.fetch;
  const groups = new Map<string, { entities: Entities; add: (object: JsonObject) => void }>();
  const add = (object: JsonObject, ancestors: readonly JsonObject[]) => {
    const values = readContexts(schema, contexts, ancestors);
    if (values === undefined) return;
    const key = JSON.stringify(values);
    let group = groups.get(key);
    if (group === undefined) {
      const entities: Entities = { representations: [], objects: [], contexts: values };
      group = { entities, add: createGatherer(entities, representing) };
      groups.set(key, group);
    }
    group.add(object);
  };
  for (const { path } of members) forEachWithAncestors(data, path, add);
  return [...groups.values()]
    .map(({ entities }) => entities)
    .filter(({ representations }) => representations.length > 0);
}

/** Where the representations of entities are, by their type's name and the values of its key fields one after the other. */
interface KeyIndex {
  next: Map<unknown, KeyIndex> | undefined;
  index: number | undefined;
}

/** Adds objects to entities; those that the same representation stands for come together. */
function createGatherer(
  entities: Entities,
  representing: Representing,
): (object: JsonObject) => void {
  const indexByText = new Map<string, number>();
  const indexOf = (object: JsonObject): number | undefined => {
    const text = representing.represent(object);
    if (text === undefined) return undefined;
    const known = indexByText.get(text);
    if (known !== undefined) return known;
    indexByText.set(text, entities.representations.length);
    entities.objects.push([]);
    return entities.representations.push(text) - 1;
  };
  const root: KeyIndex = { next: undefined, index: undefined };
  let found = 0;
  let missed = 0;
  const placeOf = (object: JsonObject): KeyIndex | undefined => {
    // Where hardly any entity comes again, looking for it costs more than writing its text.
    if (missed > found + FEW) return undefined;
    const typeName = object['__typename'];
    const fields = representing.keyFields(typeName);
    const place = fields && findKey(stepTo(root, typeName), fields, object);
    if (place?.index === undefined) missed += 1;
    else found += 1;
    return place;
  };
  return (object) => {
    const place = placeOf(object);
    const index = place?.index ?? indexOf(object);
    if (index === undefined) return;
    if (place !== undefined) place.index = index;
    entities.objects[index]?.push(object);
  };
}

/** So many entities may be new before it is given up that they come again. */
const FEW = 64;

/** Undefined where a value is missing, or nothing that can be compared. */
function findKey(type: KeyIndex, fields: KeyFields, object: JsonObject): KeyIndex | undefined {
  let place = type;
  for (const field of fields) {
    const value = object[field];
    if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
    place = stepTo(place, value);
  }
  return place;
}

function stepTo(place: KeyIndex, value: unknown): KeyIndex {
  place.next ??= new Map();
  const known = place.next.get(value);
  if (known !== undefined) return known;
  const next: KeyIndex = { next: undefined, index: undefined };
  place.next.set(value, next);
  return next;
}

/** The same objects with their places in the response: asked only when something went wrong. */
export function locateEntities(
  data: JsonObject,
  members: readonly EntityFetch[],
  objects: readonly (readonly JsonObject[])[],
): Target[][] {
  const places = new Map(
    members.flatMap(({ path }) => findTargets(data, path).map((target) => [target.object, target])),
  );
  return objects.map((group) => group.flatMap((object) => places.get(object) ?? []));
}
