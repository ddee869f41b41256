import type { executeQueryPlan as Execute } from '@apollo/gateway/dist/executeQueryPlan.js';
import type { QueryPlan } from '@apollo/query-planner';
import { Kind, visit, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import type { Supergraph } from './supergraph.ts';

/** What `@apollo/gateway` is given to run. */
export interface StockRun {
  readonly plan: QueryPlan;
  /** The operation that was planned: authorized, its aliases guarded. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Sends a request's body to a subgraph. What it throws is an error of the answer. */
  readonly fetchSubgraph: (subgraph: string, body: string) => Promise<Record<string, unknown>>;
}

export interface StockAnswer {
  readonly data: Record<string, unknown> | null;
  /** As subgraphs sent them, at their places in the answer; and what `fetchSubgraph` threw. */
  readonly errors: readonly unknown[];
}

/** Runs plans of one supergraph as `@apollo/gateway` does. */
export type RunStock = (run: StockRun) => Promise<StockAnswer>;

/** Makes what runs the plans of a supergraph. */
export type StockEngine = (supergraph: Supergraph) => RunStock;

/**
 * Loads `@apollo/gateway`'s execution of plans, which is asked for by `--engine stock` alone: to find out whether a wrong
 * answer is the planner's fault or our execution's. Nothing else of that package is loaded, least of all what reports usage.
 */
export async function loadStockEngine(): Promise<StockEngine> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const { executeQueryPlan } = await import('@apollo/gateway/dist/executeQueryPlan.js');
  return (supergraph) => {
    const apiSchema = supergraph.apollo.apiSchema();
    return async (run) => {
      const document = withTypeNames(run.document);
      const operation = document.definitions.find(
        (node) =>
          node.kind === Kind.OPERATION_DEFINITION &&
          (run.operationName === null || node.name?.value === run.operationName),
      );
      if (operation?.kind !== Kind.OPERATION_DEFINITION)
        throw new Error('a planned operation is in its document');
      const services = [...supergraph.subgraphs.keys()].map((name) => [name, toService(name, run)]);
      const result = await executeQueryPlan(
        run.plan,
        Object.fromEntries(services) as ExecuteParameters[1],
        toRequestContext(run),
        { schema: supergraph.apiSchema, operation, fragments: fragmentsOf(document) },
        supergraph.schema,
        apiSchema,
      );
      return { data: result.data ?? null, errors: result.errors ?? [] };
    };
  };
}

type ExecuteParameters = Parameters<typeof Execute>;

interface StockRequest {
  readonly request: {
    readonly query?: string;
    readonly operationName?: string;
    readonly variables?: Readonly<Record<string, unknown>>;
  };
}

/** A data source that calls our transport. */
function toService(name: string, { fetchSubgraph }: StockRun) {
  return {
    process: ({ request: { query, operationName, variables } }: StockRequest) =>
      fetchSubgraph(name, JSON.stringify({ query, operationName, variables })),
  };
}

/** The parts of a request that its execution reads. */
function toRequestContext({ variables }: StockRun): ExecuteParameters[2] {
  const silent = () => undefined;
  return {
    request: { variables },
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    metrics: {},
    context: {},
  } as unknown as ExecuteParameters[2];
}

/** Its answer is projected once more, by the client's own operation, which asks what type an object is of. */
function withTypeNames(document: DocumentNode): DocumentNode {
  const typeName = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return visit(document, {
    SelectionSet: {
      leave: (set, _key, parent) => {
        const isOperation =
          parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
        return isOperation ? undefined : { ...set, selections: [...set.selections, typeName] };
      },
    },
  });
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
}
