import type { ProjectedResponse } from './execute/project-response.ts';
import type { AnsweredOperation } from './handle-operation.ts';
import type { Delivery } from './execute/deliver-parts.ts';

/** What an operation is answered by. */
export type OperationResult =
  | { readonly kind: 'SINGLE'; readonly response: AnsweredOperation }
  /** An answer, and the parts that were deferred as they become ready; nothing is explained. Iterated once. */
  | {
      readonly kind: 'DEFERRED';
      readonly initial: ProjectedResponse;
      readonly parts: AsyncIterable<Delivery>;
    }
  /** One response an event; it throws a ClientError where the subscription does not end well. Iterated once. */
  | { readonly kind: 'EVENTS'; readonly events: AsyncIterable<AnsweredOperation> };
