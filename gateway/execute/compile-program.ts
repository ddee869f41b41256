import { isAbstractType, type GraphQLSchema } from 'graphql';
import { InternalError } from '../../common/errors/errors.ts';
import type {
  DeferredNode,
  FetchNode,
  PlanNode,
  QueryPlan,
  SubscriptionNode,
} from '../../federation/planner.ts';
import {
  createEntityCall,
  createRootCall,
  type EntityCall,
  type EntityFetch,
  type RootCall,
} from './compile-call.ts';
import { compileFetch } from './compile-fetch.ts';
import type { ResponsePath } from './json.ts';

/** A plan made ready to run, once for as long as it lives. */
export interface Program {
  readonly step: Step | undefined;
  /** Names of the supergraph's interfaces and unions. */
  readonly abstractTypes: ReadonlySet<string>;
  /** The request that each fetch of entities is part of. */
  readonly calls: ReadonlyMap<EntityFetch, EntityCall>;
  /** Whether anything of it is fetched without the answer waiting for it. */
  readonly defers: boolean;
}

export type Step =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly steps: readonly Step[] }
  | ConditionStep
  | { readonly kind: 'RootFetch'; readonly call: RootCall }
  | { readonly kind: 'EntityFetch'; readonly fetch: EntityFetch }
  | DeferStep;

/** What is fetched at once, and what the answer does not wait for. */
export interface DeferStep {
  readonly kind: 'Defer';
  readonly primary: Step | undefined;
  readonly deferred: readonly DeferredStep[];
}

export interface DeferredStep {
  readonly label: string;
  /** Ids of the fetches that bring what it is fetched by. */
  readonly depends: readonly string[];
  /** Undefined where nothing but what it depends on is to be fetched. */
  readonly step: Step | undefined;
}

export interface ConditionStep {
  readonly kind: 'Condition';
  readonly variable: string;
  /** Whether it is the condition of a `@defer`: that has a default, `true`, so the variable may have no value. */
  readonly isOfDefer: boolean;
  readonly ifStep: Step | undefined;
  readonly elseStep: Step | undefined;
}

/** Compiles plans of one supergraph; each once. */
export function createProgramCompiler(schema: GraphQLSchema): (plan: QueryPlan) => Program {
  const programs = new WeakMap<QueryPlan, Program>();
  const abstractTypes = new Set(
    Object.values(schema.getTypeMap()).flatMap((type) => (isAbstractType(type) ? [type.name] : [])),
  );
  return (plan) => {
    const known = programs.get(plan);
    if (known !== undefined) return known;
    const made = { ...compileProgram(schema, plan), abstractTypes };
    programs.set(plan, made);
    return made;
  };
}

function compileProgram(schema: GraphQLSchema, plan: QueryPlan): Omit<Program, 'abstractTypes'> {
  const { node } = plan;
  if (node === undefined) return { step: undefined, calls: new Map(), defers: false };
  const blocks: PlacedFetch[][] = [];
  const step = compileBlock({ schema, blocks }, toPlanNode(node));
  const calls = new Map(blocks.flatMap((placed) => [...assignCalls(placed)]));
  return { step, calls, defers: blocks.length > 1 };
}

/** One event of a subscription is run as a query is: what the subscribing fetch brings first, then the rest. */
function toPlanNode(node: PlanNode | SubscriptionNode): PlanNode {
  if (node.kind !== 'Subscription') return node;
  const { primary, rest } = node;
  return { kind: 'Sequence', nodes: [primary, ...(rest === undefined ? [] : [rest])] };
}

/** A part of a plan whose fetches may be merged: nothing that is deferred holds up what is not. */
function compileBlock(
  { schema, blocks }: Pick<Compilation, 'schema' | 'blocks'>,
  node: PlanNode,
): Step {
  const placed: PlacedFetch[] = [];
  blocks.push(placed);
  return compileNode({ schema, blocks, placed }, node, {
    path: [],
    depth: 0,
    always: true,
    isLast: true,
  });
}

interface Compilation {
  readonly schema: GraphQLSchema;
  readonly blocks: PlacedFetch[][];
  readonly placed: PlacedFetch[];
}

interface Position {
  readonly path: ResponsePath;
  /** How many fetches come before, one after the other. */
  readonly depth: number;
  /** Whether no condition decides if it is reached. */
  readonly always: boolean;
  /** Whether nothing is fetched by what it brings: only the answer waits for it. */
  readonly isLast: boolean;
}

interface PlacedFetch extends Position {
  readonly fetch: EntityFetch;
}

function compileNode(compilation: Compilation, node: PlanNode, position: Position): Step {
  switch (node.kind) {
    case 'Sequence': {
      let { depth } = position;
      const steps = node.nodes.map((each, index) => {
        const isLast = position.isLast && index === node.nodes.length - 1;
        const step = compileNode(compilation, each, { ...position, depth, isLast });
        depth += depthOf(each);
        return step;
      });
      return { kind: 'Sequence', steps };
    }
    case 'Parallel':
      return {
        kind: 'Parallel',
        steps: node.nodes.map((each) => compileNode(compilation, each, position)),
      };
    case 'Flatten':
      return compileNode(compilation, node.node, { ...position, path: node.path });
    case 'Condition': {
      const conditional = { ...position, always: false };
      const { ifClause, elseClause } = node;
      return {
        kind: 'Condition',
        variable: node.condition,
        isOfDefer: ifClause !== undefined && elseClause !== undefined && defers(ifClause),
        ifStep: ifClause && compileNode(compilation, ifClause, conditional),
        elseStep: elseClause && compileNode(compilation, elseClause, conditional),
      };
    }
    case 'Fetch':
      return compileFetchNode(compilation, node, position);
    case 'Defer':
      return {
        kind: 'Defer',
        primary:
          node.primary.node &&
          compileNode(compilation, node.primary.node, { ...position, isLast: false }),
        deferred: node.deferred.map((each) => compileDeferred(compilation, each)),
      };
  }
}

function defers(node: PlanNode): boolean {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(defers);
    case 'Flatten':
      return defers(node.node);
    case 'Condition':
      return [node.ifClause, node.elseClause].some((each) => each !== undefined && defers(each));
    case 'Defer':
      return true;
    case 'Fetch':
      return false;
  }
}

function compileDeferred(compilation: Compilation, node: DeferredNode): DeferredStep {
  if (node.label === undefined) throw new InternalError('the parse stage labels what is deferred');
  return {
    label: node.label,
    depends: node.depends.map(({ id }) => id),
    step: node.node && compileBlock(compilation, node.node),
  };
}

function compileFetchNode(
  { schema, placed }: Compilation,
  node: FetchNode,
  position: Position,
): Step {
  if (node.requires === undefined)
    return { kind: 'RootFetch', call: createRootCall(node, position.path) };
  const fetch = { ...compileFetch(schema, node), path: position.path };
  placed.push({ ...position, fetch });
  return { kind: 'EntityFetch', fetch };
}

/** How many fetches a node takes, one after the other. */
function depthOf(node: PlanNode): number {
  switch (node.kind) {
    case 'Sequence':
      return node.nodes.reduce((sum, each) => sum + depthOf(each), 0);
    case 'Parallel':
      return Math.max(0, ...node.nodes.map(depthOf));
    case 'Flatten':
      return depthOf(node.node);
    case 'Condition':
      return Math.max(
        node.ifClause === undefined ? 0 : depthOf(node.ifClause),
        node.elseClause === undefined ? 0 : depthOf(node.elseClause),
      );
    case 'Defer':
      return node.primary.node === undefined ? 0 : depthOf(node.primary.node);
    case 'Fetch':
      return 1;
  }
}

/**
 * Fetches that stand equally deep in parallel branches and go to the same subgraph become one call: they never wait for
 * one another. What only the answer waits for goes with the deepest of its kind, which the answer waits for as well.
 */
function assignCalls(placed: readonly PlacedFetch[]): Map<EntityFetch, EntityCall> {
  const groups = new Map<string, PlacedFetch[]>();
  placed.forEach((each, index) => {
    const { depth } = each;
    const key = mayMerge(each) ? `${depth} ${each.fetch.node.serviceName}` : `alone ${index}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  });
  const calls = joinLast([...groups.values()]).map((group) =>
    createEntityCall(
      group.map(({ fetch }) => fetch),
      { spansDepths: group.some(({ depth }) => depth !== group[0]?.depth) },
    ),
  );
  return new Map(calls.flatMap((call) => call.members.map((member) => [member, call])));
}

function mayMerge({ fetch, always }: PlacedFetch): boolean {
  return always && (fetch.node.contextRewrites ?? []).length === 0;
}

/** Groups of which nothing waits for any member are one group for each subgraph. */
function joinLast(groups: readonly (readonly PlacedFetch[])[]): (readonly PlacedFetch[])[] {
  const isLast = (group: readonly PlacedFetch[]) =>
    group.every((each) => each.isLast && mayMerge(each));
  const last = new Map<string, PlacedFetch[]>();
  for (const group of groups.filter(isLast)) {
    const serviceName = group[0]?.fetch.node.serviceName ?? '';
    last.set(serviceName, [...(last.get(serviceName) ?? []), ...group]);
  }
  return [...groups.filter((group) => !isLast(group)), ...last.values()];
}
