import { operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { createAliases, type Aliases } from './guard-aliases.ts';
import type { Supergraph } from './supergraph.ts';

export type { Aliases } from './guard-aliases.ts';

export type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';

export interface Planner {
  /** Plans one operation of a document that is valid against the API schema. Costs milliseconds: cache the plan. */
  plan(document: DocumentNode, operationName: string | null): QueryPlan;
  /** What the plan's fetches call the client's selections. */
  readonly aliases: Aliases;
}

export function createPlanner(supergraph: Supergraph): Planner {
  const planner = new QueryPlanner(supergraph.apollo);
  const apiSchema = supergraph.apollo.apiSchema();
  const aliases = createAliases(supergraph.schema);
  return {
    aliases,
    plan: (document, operationName) =>
      planner.buildQueryPlan(
        // Already validated by the parse stage, against the same schema.
        operationFromDocument(apiSchema, aliases.guard(document), {
          ...(operationName === null ? {} : { operationName }),
          validate: false,
        }),
      ),
  };
}
