import type { OperationText } from './replan.ts';

/** What a planning thread is given when it starts. */
export interface PlanWorkerData {
  readonly supergraphSdl: string;
}

/** What a planning thread is asked: one operation at a time. */
export interface PlanOrder extends OperationText {
  /** Whether the operation has to be validated first: it was planned for another supergraph. */
  readonly validate: boolean;
}

/** What a planning thread says: once that its planner stands, then one answer to each order. */
export type PlanReport =
  | { readonly kind: 'ready' }
  /** The plan as JSON: plain data, whose size is known. */
  | { readonly kind: 'planned'; readonly json: string }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
