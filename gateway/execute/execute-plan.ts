import type { GraphQLSchema } from 'graphql';
import { ClientError, InternalError } from '../../common/errors/errors.ts';
import type { FetchNode, PlanNode, QueryPlan } from '../../federation/planner.ts';
import type { CompiledFetch } from './compile-fetch.ts';
import {
  createFailureRecord,
  type ExecutionError,
  type Failure,
  type FailureRecord,
} from './execution-error.ts';
import { cloneJson, isJsonObject, mergeJson, type JsonObject, type ResponsePath } from './json.ts';
import { readSubgraphErrors, type SubgraphError } from './read-subgraph-errors.ts';
import { fetchedNames } from './fetched-names.ts';
import { renamePath, rewrite } from './rewrite.ts';
import { findTargets, forEachObject, type Target } from './targets.ts';

/**
 * Sends a request's body to a subgraph and gives its reply's JSON.
 *
 * @throws ClientError - where there is no reply: unreachable, past the deadline, or none that can be read.
 */
export type FetchSubgraph = (serviceName: string, body: string) => Promise<JsonObject>;

export interface ExecutedPlan {
  /** Everything that the fetches brought, keys and required fields included. */
  readonly data: JsonObject;
  /** Errors that subgraphs sent, at their places in the response. */
  readonly errors: readonly ExecutionError[];
  readonly failures: FailureRecord;
}

/**
 * Runs a plan's fetches: sequences in order, parallel nodes together. A fetch that fails costs what depends on it; all
 * others run. The result holds whatever arrived.
 */
export async function executePlan(options: {
  readonly plan: QueryPlan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
  /** Of the plan's supergraph: a fetch is compiled once for as long as its plan lives. */
  readonly compileFetch: (node: FetchNode) => CompiledFetch;
  readonly fetchSubgraph: FetchSubgraph;
}): Promise<ExecutedPlan> {
  const run: Run = { ...options, data: {}, errors: [], failures: createFailureRecord() };
  const { node } = options.plan;
  if (node?.kind === 'Subscription') throw new InternalError('subscriptions are not executed here');
  if (node !== undefined) await runNode(run, node, []);
  return run;
}

interface Run {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
  readonly compileFetch: (node: FetchNode) => CompiledFetch;
  readonly fetchSubgraph: FetchSubgraph;
  readonly data: JsonObject;
  readonly errors: ExecutionError[];
  readonly failures: FailureRecord;
}

async function runNode(
  run: Run,
  node: PlanNode,
  path: readonly (string | number)[],
): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const each of node.nodes) await runNode(run, each, path);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((each) => runNode(run, each, path)));
      return;
    case 'Flatten':
      return runNode(run, node.node, node.path);
    case 'Condition': {
      const clause = isTrue(run, node.condition) ? node.ifClause : node.elseClause;
      return clause === undefined ? undefined : runNode(run, clause, path);
    }
    case 'Fetch':
      return node.requires === undefined ? fetchRoot(run, node) : fetchEntities(run, node, path);
    case 'Defer':
      throw new InternalError('the planner was not asked for deferred nodes');
  }
}

function isTrue(run: Run, variable: string): boolean {
  const value = run.variables[variable];
  if (typeof value !== 'boolean') throw new InternalError('a condition is a coerced boolean');
  return value;
}

async function fetchRoot(run: Run, node: FetchNode): Promise<void> {
  const targets = () => [{ object: run.data, path: [] }];
  const reply = await send(run, run.compileFetch(node), undefined, targets);
  if (reply === undefined) return;
  const errors = readErrors(node, reply);
  const data = reply['data'];
  if (isJsonObject(data)) {
    rewrite(run.schema, node.outputRewrites, data);
    mergeJson(run.data, data);
  }
  for (const each of errors) {
    if (each.path === undefined || !isJsonObject(data)) recordFailure(run, node, targets(), each);
    else run.errors.push({ ...each, path: each.path });
  }
  if (!isJsonObject(data) && errors.length === 0)
    recordFailure(run, node, targets(), unreadable(node));
}

async function fetchEntities(
  run: Run,
  node: FetchNode,
  path: readonly (string | number)[],
): Promise<void> {
  if ((node.contextRewrites ?? []).length > 0)
    throw new InternalError('@fromContext is not executed here');
  const fetch = run.compileFetch(node);
  const { representations, objects } = gatherEntities(run, fetch, path);
  if (representations.length === 0) return;
  // Where the objects are is asked only when something went wrong.
  const locate = () => locateTargets(run.data, path, objects);
  const reply = await send(run, fetch, representations, () => locate().flat());
  if (reply === undefined) return;
  const errors = readErrors(node, reply);
  const received = isJsonObject(reply['data']) ? reply['data']['_entities'] : undefined;
  if (errors.length > 0) {
    const targets = locate();
    for (const each of errors) placeEntityError(run, node, targets, each);
  }
  if (!Array.isArray(received) || received.length !== representations.length) {
    if (errors.length === 0) recordFailure(run, node, locate().flat(), unreadable(node));
    return;
  }
  received.forEach((entity: unknown, index) => {
    if (isJsonObject(entity)) mergeEntity(run, node, entity, objects[index] ?? []);
  });
}

/** Merges an entity into every object that it stands for: all but the first get a copy, so that none shares an object. */
function mergeEntity(
  run: Run,
  node: FetchNode,
  entity: JsonObject,
  objects: readonly JsonObject[],
): void {
  rewrite(run.schema, node.outputRewrites, entity);
  objects.forEach((object, index) => {
    mergeJson(object, index === objects.length - 1 ? entity : (cloneJson(entity) as JsonObject));
  });
}

interface Entities {
  /** JSON texts; equal ones once. */
  readonly representations: string[];
  /** The objects that each representation stands for. */
  readonly objects: JsonObject[][];
}

function gatherEntities(
  run: Run,
  fetch: CompiledFetch,
  path: readonly (string | number)[],
): Entities {
  const entities: Entities = { representations: [], objects: [] };
  const indices = new Map<string, number>();
  forEachObject(run.data, path, (object) => {
    const representation = fetch.represent(object);
    if (representation === undefined) return;
    const known = indices.get(representation);
    if (known !== undefined) {
      entities.objects[known]?.push(object);
      return;
    }
    indices.set(representation, entities.representations.length);
    entities.representations.push(representation);
    entities.objects.push([object]);
  });
  return entities;
}

/** The same objects with their places in the response. */
function locateTargets(
  data: JsonObject,
  path: readonly (string | number)[],
  objects: readonly (readonly JsonObject[])[],
): Target[][] {
  const places = new Map(findTargets(data, path).map((target) => [target.object, target]));
  return objects.map((group) => group.flatMap((object) => places.get(object) ?? []));
}

async function send(
  run: Run,
  fetch: CompiledFetch,
  representations: readonly string[] | undefined,
  targets: () => readonly Target[],
): Promise<JsonObject | undefined> {
  const { serviceName } = fetch.node;
  try {
    return await run.fetchSubgraph(serviceName, fetch.toBody(run.variables, representations));
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    recordFailure(run, fetch.node, targets(), { error, extensions: { serviceName } });
    return undefined;
  }
}

/** An error of one entity belongs to every object that the entity stands for; one of the whole list to all. */
function placeEntityError(
  run: Run,
  node: FetchNode,
  targets: readonly (readonly Target[])[],
  sent: SubgraphError,
): void {
  const [root, index, ...rest] = sent.path ?? [];
  const concerned =
    root === '_entities' && typeof index === 'number' ? (targets[index] ?? []) : undefined;
  if (concerned === undefined || rest.length === 0) {
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
  run.failures.add(
    targets.map(({ object }) => object),
    {
      error: failed.error,
      extensions: failed.extensions,
      names: fetchedNames(node),
      path: failed.path ?? commonPath(targets),
    },
  );
}

/** The path of a single target; of several, the list that they are in. */
function commonPath(targets: readonly Target[]): ResponsePath {
  const path = targets[0]?.path ?? [];
  if (targets.length === 1) return path;
  const index = path.findIndex((part) => typeof part === 'number');
  return index < 0 ? path : path.slice(0, index);
}

/** A reply's errors, with paths in the names of the response. */
function readErrors(node: FetchNode, reply: JsonObject): SubgraphError[] {
  return readSubgraphErrors(node.serviceName, reply['errors']).map((each) => ({
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
