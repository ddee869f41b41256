import {
  GraphQLError,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Planner, QueryPlan } from './planner.ts';
import type { Supergraph } from './supergraph.ts';

/** An operation as a plan was once made of it. */
export interface OperationText {
  readonly text: string;
  readonly operationName: string | null;
  /** Labels of progressive `@override`s that are active. */
  readonly overrideLabels: readonly string[];
}

/** Plans what came from another supergraph; null where it is not valid for this one. */
export type Replan = (operation: OperationText) => QueryPlan | null;

/** What was cut or decided before planning may leave variables and fragments without a use. */
const RULES = specifiedRules.filter(
  (rule) => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule,
);

export function createReplan(supergraph: Supergraph, planner: Planner): Replan {
  return ({ text, operationName, overrideLabels }) => {
    const document = parseOrNull(text);
    if (document === null || validate(supergraph.apiSchema, document, RULES).length > 0)
      return null;
    return planner.plan(document, operationName, overrideLabels);
  };
}

function parseOrNull(text: string) {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
