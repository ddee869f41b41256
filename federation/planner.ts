import { operationFromDocument } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { visit, type DocumentNode } from 'graphql';
import { expandConditions } from './expand-conditions.ts';
import { flattenMutations } from './flatten-mutations.ts';
import { createAliases, type Aliases } from './guard-aliases.ts';
import { mendRequiredMerges } from './mend-required-merges.ts';
import { planResolvableFields } from './plan-resolvable-fields.ts';
import { restoreVirtualFields } from './restore-virtual-fields.ts';
import { readKeys, splitRequirements } from './split-requirements.ts';
import type { Supergraph } from './supergraph.ts';
import { createDirectiveDefaults } from './write-directive-defaults.ts';
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

/** Who waits for a plan; it changes while they wait. */
export interface PlanDemand {
  /** Names that stand for them, each once; none where nobody waits any more. */
  readonly callers: readonly string[];
  /** Set by who plans, as long as the plan can be left unmade: called when the last of them has gone. */
  onDeserted: (() => void) | undefined;
}

/** Plans operations, in this thread or elsewhere. */
export interface OperationPlanner {
  /**
   * Plans one operation of a document that is valid against the API schema. `overrideLabels` are those of progressive
   * `@override`s that are active; default none. Where plans have to wait for their turn, `demand` says whose turn it is,
   * and what is not needed any more; default: somebody who stays. Costs milliseconds: cache the plan.
   */
  plan(
    document: DocumentNode,
    operationName: string | null,
    overrideLabels?: readonly string[],
    demand?: PlanDemand,
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
  const writeDefaults = createDirectiveDefaults(supergraph);
  const keysOf = (types: ReadonlySet<string>) => readKeys(supergraph.document, types);
  const facts = {
    schema: supergraph.schema,
    interfaceObjects,
    keys: keysOf(interfaceObjects),
    keysOf,
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
        wrapConditions(flattenMutations(aliases.guard(writeDefaults(document)))),
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
