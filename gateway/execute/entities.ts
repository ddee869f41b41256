import type { GraphQLSchema } from 'graphql';
import type { CallPart, EntityFetch } from './compile-call.ts';
import type { Represent } from './compile-representation.ts';
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
  const { represent, contexts } = part.fetch;
  if (contexts.length > 0) return gatherWithContexts(schema, data, part, members);
  const entities: Entities = { representations: [], objects: [] };
  const add = createGatherer(entities, represent);
  for (const { path } of members) forEachObject(data, path, add);
  return entities.representations.length === 0 ? [] : [entities];
}

function gatherWithContexts(
  schema: GraphQLSchema,
  data: JsonObject,
  part: CallPart,
  members: readonly EntityFetch[],
): readonly Entities[] {
  const { represent, contexts } = part.fetch;
  const groups = new Map<string, { entities: Entities; add: (object: JsonObject) => void }>();
  const add = (object: JsonObject, ancestors: readonly JsonObject[]) => {
    const values = readContexts(schema, contexts, ancestors);
    if (values === undefined) return;
    const key = JSON.stringify(values);
    let group = groups.get(key);
    if (group === undefined) {
      const entities: Entities = { representations: [], objects: [], contexts: values };
      group = { entities, add: createGatherer(entities, represent) };
      groups.set(key, group);
    }
    group.add(object);
  };
  for (const { path } of members) forEachWithAncestors(data, path, add);
  return [...groups.values()]
    .map(({ entities }) => entities)
    .filter(({ representations }) => representations.length > 0);
}

/** Adds objects to entities; those that the same representation stands for come together. */
function createGatherer(entities: Entities, represent: Represent): (object: JsonObject) => void {
  const indices = new Map<string, number>();
  return (object) => {
    const representation = represent(object);
    if (representation === undefined) return;
    const known = indices.get(representation);
    if (known !== undefined) {
      entities.objects[known]?.push(object);
      return;
    }
    indices.set(representation, entities.representations.length);
    entities.representations.push(representation);
    entities.objects.push([object]);
  };
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
