import { operationFromDocument } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { visit, type DocumentNode } from 'graphql';
import { expandConditions } from './expand-conditions.ts';
import { flattenMutations } from './flatten-mutations.ts';
import { createAliases, type Aliases } from './guard-aliases.ts';
import { mendRequiredMerges } from './mend-required-merges.ts';
import { planResolvableFields } from './plan-resolvable-fields.ts';
import { restoreVirtualFields } from './restore-virtual-fields.ts';
import { readKeyNames, splitRequirements } from './split-requirements.ts';
import type { Supergraph } from './supergraph.ts';
import { wrapConditions } from './wrap-conditions.ts';

export type { Aliases } from './guard-aliases.ts';

export type {
  DeferredNode,
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner';

/** Plans operations, in this thread or elsewhere. */
export interface OperationPlanner {
  /**
   * Plans one operation of a document that is valid against the API schema. `overrideLabels` are those of progressive
   * `@override`s that are active; default none. Costs milliseconds: cache the plan.
   */
  plan(
    document: DocumentNode,
    operationName: string | null,
    overrideLabels?: readonly string[],
  ): QueryPlan | Promise<QueryPlan>;
  /** What the plan's fetches call the client's selections. */
  readonly aliases: Aliases;
}

/** A plan as text, in the notation that Apollo's tools use. */
export function describePlan(plan: QueryPlan): string {
  return prettyFormatQueryPlan(plan);
}

/** Plans in this thread. */
export interface Planner extends OperationPlanner {
  plan(
    document: DocumentNode,
    operationName: string | null,
    overrideLabels?: readonly string[],
  ): QueryPlan;
}

/** Makes a planner; what costs time and memory is built by its first plan. */
export function createPlanner(supergraph: Supergraph): Planner {
  mendRequiredMerges();
  const { virtualFields, interfaceObjects } = supergraph;
  let planner: QueryPlanner | undefined;
  let deferring: QueryPlanner | undefined;
  const apiSchema = supergraph.apollo.apiSchema();
  const aliases = createAliases(supergraph.schema, virtualFields.byName);
  const facts = {
    interfaceObjects,
    keyNames: readKeyNames(supergraph.document, interfaceObjects),
    requirementOf: virtualFields.requirementOf,
  };
  return {
    aliases,
    plan(document, operationName, overrideLabels = []) {
      const options = {
        ...(operationName === null ? {} : { operationName }),
        // Already validated by the parse stage, against the same schema.
        validate: false,
      };
      const overrideConditions = new Map(overrideLabels.map((label) => [label, true]));
      const mended = expandConditions(
        supergraph.apiSchema,
        interfaceObjects,
        wrapConditions(flattenMutations(aliases.guard(document))),
      );
      const chosen = hasDefers(document)
        ? (deferring ??= new QueryPlanner(supergraph.apolloForPlanner, DEFERRING))
        : (planner ??= new QueryPlanner(supergraph.apolloForPlanner));
      const plan = planResolvableFields(mended, (each) =>
        chosen.buildQueryPlan(operationFromDocument(apiSchema, each, options), {
          overrideConditions,
        }),
      );
      return restoreVirtualFields(splitRequirements(plan, facts), virtualFields);
    },
  };
}

const DEFERRING = { incrementalDelivery: { enableDefer: true } };

/** Only what defers is planned by the planner that knows how: all other plans stay what they are. */
function hasDefers(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive({ name }) {
      if (name.value === 'defer') found = true;
    },
  });
  return found;
}
