import type { GraphQLSchema } from 'graphql';
import { ClientError, InternalError } from '../../common/errors/errors.ts';
import type { FetchNode, PlanNode, QueryPlan } from '../../federation/planner.ts';
import {
  createFailureRecord,
  type ExecutionError,
  type Failure,
  type FailureRecord,
} from './execution-error.ts';
import {
  cloneJson,
  isJsonObject,
  mergeJson,
  ownValue,
  setOwn,
  type JsonObject,
  type ResponsePath,
} from './json.ts';
import { readSubgraphErrors, type SubgraphError } from './read-subgraph-errors.ts';
import { toRepresentation } from './representation.ts';
import { fetchedNames } from './fetched-names.ts';
import { renamePath, rewrite } from './rewrite.ts';
import { findTargets, type Target } from './targets.ts';

/** One operation for one subgraph. */
export interface SubgraphOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
}

/**
 * Sends an operation to a subgraph and gives its reply's JSON.
 *
 * @throws ClientError - where there is no reply: unreachable, past the deadline, or none that can be read.
 */
export type FetchSubgraph = (
  serviceName: string,
  operation: SubgraphOperation,
) => Promise<JsonObject>;

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
  const target = { object: run.data, path: [] };
  const reply = await send(run, node, {}, [target]);
  if (reply === undefined) return;
  const errors = readErrors(node, reply);
  const data = reply['data'];
  if (isJsonObject(data)) {
    rewrite(run.schema, node.outputRewrites, data);
    mergeJson(run.data, data);
  }
  for (const each of errors) {
    if (each.path === undefined || !isJsonObject(data)) recordFailure(run, node, [target], each);
    else run.errors.push({ ...each, path: each.path });
  }
  if (!isJsonObject(data) && errors.length === 0)
    recordFailure(run, node, [target], unreadable(node));
}

async function fetchEntities(
  run: Run,
  node: FetchNode,
  path: readonly (string | number)[],
): Promise<void> {
  if ((node.contextRewrites ?? []).length > 0)
    throw new InternalError('@fromContext is not executed here');
  const entities = gatherEntities(run, node, path);
  if (entities.representations.length === 0) return;
  const all = entities.targets.flat();
  const reply = await send(run, node, { representations: entities.representations }, all);
  if (reply === undefined) return;
  const errors = readErrors(node, reply);
  const received = isJsonObject(reply['data']) ? reply['data']['_entities'] : undefined;
  for (const each of errors) placeEntityError(run, node, entities.targets, each);
  if (!Array.isArray(received) || received.length !== entities.representations.length) {
    if (errors.length === 0) recordFailure(run, node, all, unreadable(node));
    return;
  }
  received.forEach((entity: unknown, index) => {
    if (!isJsonObject(entity)) return;
    rewrite(run.schema, node.outputRewrites, entity);
    // Every target gets a copy of its own: a later fetch merges into one without changing another.
    for (const { object } of entities.targets[index] ?? [])
      mergeJson(object, cloneJson(entity) as JsonObject);
  });
}

interface Entities {
  /** Equal ones once. */
  readonly representations: JsonObject[];
  /** The objects that each representation stands for. */
  readonly targets: Target[][];
}

function gatherEntities(run: Run, node: FetchNode, path: readonly (string | number)[]): Entities {
  const entities: Entities = { representations: [], targets: [] };
  const indices = new Map<string, number>();
  for (const target of findTargets(run.data, path)) {
    if (target.object['__typename'] === undefined) continue;
    const representation = toRepresentation(run.schema, node.requires ?? [], target.object);
    if (representation === undefined) continue;
    rewrite(run.schema, node.inputRewrites, representation);
    const key = JSON.stringify(representation);
    const index = indices.get(key) ?? entities.representations.push(representation) - 1;
    indices.set(key, index);
    (entities.targets[index] ??= []).push(target);
  }
  return entities;
}

async function send(
  run: Run,
  node: FetchNode,
  own: JsonObject,
  targets: readonly Target[],
): Promise<JsonObject | undefined> {
  const variables: JsonObject = {};
  for (const name of node.variableUsages ?? []) {
    const value = ownValue(run.variables, name);
    if (value !== undefined) setOwn(variables, name, value);
  }
  Object.assign(variables, own);
  try {
    return await run.fetchSubgraph(node.serviceName, {
      query: node.operation,
      operationName: node.operationName,
      variables,
    });
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    recordFailure(run, node, targets, { error, extensions: { serviceName: node.serviceName } });
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
