import { ClientError } from '../../common/errors/errors.ts';
import type { FetchNode } from '../../federation/planner.ts';
import { MAX_REPEATS, partsToAskAgain } from './ask-again.ts';
import type { CallPart, EntityCall, EntityFetch, RootCall } from './compile-call.ts';
import { gatherEntities, locateEntities, type Entities } from './entities.ts';
import type { Failure } from './execution-error.ts';
import { fetchedNames } from './fetched-names.ts';
import {
  isJsonObject,
  ownValue,
  mergeCopy,
  mergeJson,
  type JsonObject,
  type ResponsePath,
} from './json.ts';
import { readSubgraphErrors, type SubgraphError } from './read-subgraph-errors.ts';
import { renamePath, rewrite } from './rewrite.ts';
import type { Run } from './run-program.ts';
import { findTargets, type Target } from './targets.ts';

/**
 * Asks for root fields, and merges what comes into the response; where a field answers the root type itself, into the
 * objects that it answered.
 */
export async function runRootCall(run: Run, call: RootCall): Promise<void> {
  const { node, path } = call;
  const targets = path.length === 0 ? [{ object: run.data, path }] : findTargets(run.data, path);
  if (targets.length === 0) return;
  const reply = await send(run, node.serviceName, call.toBody(run.variables), (failure) => {
    recordFailure(run, node, targets, failure);
  });
  if (reply === undefined) return;
  const errors = readErrors(node, reply);
  const data = reply['data'];
  if (isJsonObject(data))
    mergeEntity(
      run,
      node,
      data,
      targets.map(({ object }) => object),
    );
  for (const each of errors) {
    if (each.path === undefined || !isJsonObject(data)) {
      recordFailure(run, node, targets, each);
      continue;
    }
    for (const target of targets)
      run.errors.push({ ...each, path: [...target.path, ...each.path] });
  }
  if (!isJsonObject(data) && errors.length === 0)
    recordFailure(run, node, targets, unreadable(node));
}

/** A part of a call with the entities that it is sent for. */
interface AskedPart extends Entities {
  readonly part: CallPart;
  readonly members: readonly EntityFetch[];
}

/**
 * Asks for entities, for those members of a call that are ready, and merges what comes into the objects that they stand
 * for. Where there are none, nothing is sent.
 */
export async function runEntityCall(
  run: Run,
  call: EntityCall,
  ready: readonly EntityFetch[],
): Promise<void> {
  const asked = call.parts.flatMap((part): AskedPart[] => {
    const members =
      ready.length === call.members.length
        ? part.members
        : part.members.filter((member) => ready.includes(member));
    const groups = gatherEntities(run.schema, run.data, part, members);
    return groups.map((entities) => ({ part, members, ...entities }));
  });
  if (asked.length <= MAX_PARTS) return ask(run, call, asked);
  await Promise.all(inRequests(asked).map((parts) => ask(run, call, parts)));
}

/** How many parts one request may carry: entities of many different contexts need a part for each context. */
const MAX_PARTS = 50;

function inRequests(asked: readonly AskedPart[]): readonly (readonly AskedPart[])[] {
  return Array.from({ length: Math.ceil(asked.length / MAX_PARTS) }, (_, index) =>
    asked.slice(index * MAX_PARTS, (index + 1) * MAX_PARTS),
  );
}

async function ask(
  run: Run,
  call: EntityCall,
  asked: readonly AskedPart[],
  repeats?: Repeats,
): Promise<void> {
  const [first] = asked;
  if (first === undefined) return;
  const { body, replyNames } = call.toRequest(asked, run.variables);
  const onFailure: OnFailure = (failure) => {
    for (const each of asked) {
      const targets = locateEntities(run.data, each.members, each.objects).flat();
      recordFailure(run, each.part.fetch.node, targets, failure);
    }
  };
  const { serviceName } = first.part.fetch.node;
  const reply = await send(run, serviceName, body, onFailure, asked);
  if (reply === undefined) return;
  const data = reply['data'];
  if (!isJsonObject(data) && asked.length > 1) {
    await askAgain(run, call, { asked, reply, replyNames }, repeats);
    return;
  }
  asked.forEach((each, index) => {
    receive(run, each, partOfReply(reply, replyNames, index));
  });
}

/** How often a call may still be sent again. */
interface Repeats {
  left: number;
}

/** A reply without data: some parts are asked again, and for the others that was it. */
async function askAgain(
  run: Run,
  call: EntityCall,
  lost: {
    readonly asked: readonly AskedPart[];
    readonly reply: JsonObject;
    readonly replyNames: readonly string[];
  },
  repeats: Repeats = { left: MAX_REPEATS },
): Promise<void> {
  const { asked, reply, replyNames } = lost;
  const requests = partsToAskAgain(reply['errors'], replyNames, repeats.left);
  repeats.left -= requests.length;
  const isAskedAgain = new Set(requests.flat());
  asked.forEach((each, index) => {
    if (!isAskedAgain.has(index)) receive(run, each, partOfReply(reply, replyNames, index));
  });
  await Promise.all(
    requests.map((indices) => {
      const parts = indices.flatMap((index) => asked[index] ?? []);
      return ask(run, call, parts, repeats);
    }),
  );
}

interface ReplyPart {
  readonly entities: unknown;
  readonly errors: unknown;
}

function partOfReply(
  { data, errors }: JsonObject,
  replyNames: readonly string[],
  index: number,
): ReplyPart {
  const replyName = replyNames[index] ?? '';
  return {
    entities: isJsonObject(data) ? data[replyName] : undefined,
    errors: errorsOfPart(errors, replyName, replyNames),
  };
}

/**
 * The errors of one part, with the path that they would have if it had been sent alone; and those that are of no part,
 * without one: they may be any part's.
 */
function errorsOfPart(errors: unknown, replyName: string, replyNames: readonly unknown[]): unknown {
  if (replyNames.length === 1 || !Array.isArray(errors)) return errors;
  return errors.flatMap((error: unknown) => {
    const path = isJsonObject(error) ? error['path'] : undefined;
    if (!Array.isArray(path) || path.length === 0) return [error];
    const [root, ...rest] = path as unknown[];
    if (!replyNames.includes(root)) return [{ ...(error as object), path: undefined }];
    return root === replyName ? [{ ...(error as object), path: ['_entities', ...rest] }] : [];
  });
}

function receive(run: Run, asked: AskedPart, reply: ReplyPart): void {
  const { node } = asked.part.fetch;
  const { objects } = asked;
  const errors = readErrors(node, reply);
  const locate = () => locateEntities(run.data, asked.members, objects);
  if (errors.length > 0) {
    const targets = locate();
    for (const each of errors)
      placeEntityError(run, node, { targets, entities: reply.entities }, each);
  }
  const { entities } = reply;
  if (!Array.isArray(entities) || entities.length !== objects.length) {
    if (errors.length === 0) recordFailure(run, node, locate().flat(), unreadable(node));
    return;
  }
  for (let index = 0; index < entities.length; index += 1) {
    const entity: unknown = entities[index];
    if (isJsonObject(entity)) mergeEntity(run, node, entity, objects[index] ?? []);
  }
}

/** Merges what was received into every object that it is for: all but the last get a copy, so that none shares an object. */
function mergeEntity(
  run: Run,
  node: FetchNode,
  entity: JsonObject,
  objects: readonly JsonObject[],
): void {
  rewrite(run.schema, node.outputRewrites, entity, objects[0]?.['__typename']);
  // An interface object is of no type of its own: its name says less than what is known of the object.
  const typeName = entity['__typename'];
  if (typeof typeName === 'string' && run.program.abstractTypes.has(typeName))
    delete entity['__typename'];
  const last = objects.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const object = objects[index];
    if (object === undefined) continue;
    if (index === last) mergeJson(object, entity);
    else mergeCopy(object, entity);
  }
}

type OnFailure = (failure: Pick<Failure, 'error' | 'extensions'>) => void;

async function send(
  run: Run,
  serviceName: string,
  body: string,
  onFailure: OnFailure,
  asked?: readonly AskedPart[],
): Promise<JsonObject | undefined> {
  try {
    return await run.fetchSubgraph(serviceName, body, asked);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    onFailure({ error, extensions: { serviceName } });
    return undefined;
  }
}

/**
 * An error of one entity belongs to every object that the entity stands for; one of the whole list to all. An error of a
 * field that may not be null takes the entity with it: then it explains all that the entity would have brought.
 */
function placeEntityError(
  run: Run,
  node: FetchNode,
  received: { readonly targets: readonly (readonly Target[])[]; readonly entities: unknown },
  sent: SubgraphError,
): void {
  const { targets, entities } = received;
  const [root, index, ...rest] = sent.path ?? [];
  const concerned =
    root === '_entities' && typeof index === 'number' ? (targets[index] ?? []) : undefined;
  const isLost =
    !Array.isArray(entities) || typeof index !== 'number' || !isJsonObject(entities[index]);
  if (concerned === undefined || rest.length === 0 || isLost) {
    const { error, extensions } = sent;
    recordFailure(run, node, concerned ?? targets.flat(), { error, extensions });
    return;
  }
  for (const target of concerned) run.errors.push({ ...sent, path: [...target.path, ...rest] });
}

function recordFailure(
  run: Run,
  node: FetchNode,
  targets: readonly Target[],
  failed: Pick<Failure, 'error' | 'extensions'> & { readonly path?: ResponsePath | undefined },
): void {
  const names = fetchedNames(node);
  run.failures.add(
    targets.flatMap(({ object }) => [object, ...objectsWithin(object, names)]),
    {
      error: failed.error,
      extensions: failed.extensions,
      names,
      path: failed.path ?? commonPath(targets),
    },
  );
}

/** What stands already under names that a fetch brings: it may have had more to say of these objects too. */
function objectsWithin(object: JsonObject, names: Iterable<string>): JsonObject[] {
  return [...names].flatMap((name) => objectsIn(ownValue(object, name)));
}

function objectsIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isJsonObject(value) ? [value, ...objectsWithin(value, Object.keys(value))] : [];
}

/** The path of a single target; of several, the list that they are in. */
function commonPath(targets: readonly Target[]): ResponsePath {
  const path = targets[0]?.path ?? [];
  if (targets.length === 1) return path;
  const index = path.findIndex((part) => typeof part === 'number');
  return index < 0 ? path : path.slice(0, index);
}

/** A reply's errors, with paths in the names of the response. */
function readErrors(node: FetchNode, reply: { readonly errors?: unknown }): SubgraphError[] {
  const { errors } = reply;
  if (errors === undefined) return [];
  return readSubgraphErrors(node.serviceName, errors).map((each) => ({
    ...each,
    path: each.path === undefined ? undefined : renamePath(node.outputRewrites, each.path),
  }));
}

function unreadable(node: FetchNode): Pick<Failure, 'error' | 'extensions'> {
  return {
    error: new ClientError('DOWNSTREAM_SERVICE_ERROR', { service: node.serviceName }),
    extensions: { serviceName: node.serviceName },
  };
}
