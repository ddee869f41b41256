import { operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { Supergraph } from './supergraph.ts';

export type {
  ConditionNode,
  FetchDataRewrite,
  FetchNode,
  FlattenNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner';

/** Plans one operation of a document that is valid against the API schema. Costs milliseconds: cache the plan. */
export type Planner = (document: DocumentNode, operationName: string | null) => QueryPlan;

export function createPlanner(supergraph: Supergraph): Planner {
  const planner = new QueryPlanner(supergraph.apollo);
  const apiSchema = supergraph.apollo.apiSchema();
  return (document, operationName) =>
    planner.buildQueryPlan(
      // Already validated by the parse stage, against the same schema.
      operationFromDocument(apiSchema, document, {
        ...(operationName === null ? {} : { operationName }),
        validate: false,
      }),
    );
}
