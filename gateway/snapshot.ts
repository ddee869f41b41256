import type { Supergraph } from '../federation/supergraph.ts';
import type { SecurityIndex } from '../federation/read-security.ts';
import type { QueryPlan } from '../federation/planner.ts';
import type { RunStock } from '../federation/stock-engine.ts';
import type { Program } from './execute/compile-program.ts';
import type { AuthorizeOperation } from './authorize/authorize-operation.ts';
import type { ChooseOverrides } from './plan/choose-overrides.ts';
import type { PlanOperation } from './plan/plan-operation.ts';
import type { ParseOperation } from './parse/parse-operation.ts';

/** Everything that depends on one supergraph. Replaced whole; a request keeps the one that it began with. */
export interface Snapshot {
  readonly supergraph: Supergraph;
  readonly security: SecurityIndex;
  readonly parse: ParseOperation;
  readonly authorize: AuthorizeOperation;
  readonly chooseOverrides: ChooseOverrides;
  readonly plan: PlanOperation;
  readonly compile: (plan: QueryPlan) => Program;
  /** Runs plans in the place of our own engine, where stock's was asked for. */
  readonly stock?: RunStock;
}
