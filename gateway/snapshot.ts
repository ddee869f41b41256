import type { Supergraph } from '../federation/supergraph.ts';
import type { SecurityIndex } from '../federation/read-security.ts';
import type { FetchNode } from '../federation/planner.ts';
import type { CompiledFetch } from './execute/compile-fetch.ts';
import type { AuthorizeOperation } from './authorize/authorize-operation.ts';
import type { PlanOperation } from './plan/plan-operation.ts';
import type { ParseOperation } from './parse/parse-operation.ts';

/** Everything that depends on one supergraph. Replaced whole; a request keeps the one that it began with. */
export interface Snapshot {
  readonly supergraph: Supergraph;
  readonly security: SecurityIndex;
  readonly parse: ParseOperation;
  readonly authorize: AuthorizeOperation;
  readonly plan: PlanOperation;
  readonly compileFetch: (node: FetchNode) => CompiledFetch;
}
