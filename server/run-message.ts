import type { GraphQLFormattedError } from 'graphql';
import type { HandleMessage, Message } from '../gateway/handle-message.ts';
import type { FormattedResult } from '../gateway/respond/format-result.ts';
import { Cancellation } from '../gateway/cancellation.ts';
import type { RunningOperations } from './running-operations.ts';

/** An operation that was refused, or ended before its time: what its client is told. */
export class OperationEnded extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('the operation has ended');
    this.name = 'OperationEnded';
    this.errors = errors;
  }
}

/**
 * Runs one operation as the protocol takes it: an iteration that throws what ended it. Ending the iteration, as a
 * client's `complete` and a closed connection do, ends the operation's work at once.
 */
export function runMessage(
  handle: HandleMessage,
  message: Message,
  operations: RunningOperations,
): AsyncGenerator<FormattedResult, void, undefined> {
  const leaving = new Cancellation();
  const refusal = operations.begin();
  const answers = handle({ ...message, refusal }, leaving);
  let ended = false;
  const end = (): IteratorResult<FormattedResult, void> => {
    if (!ended && refusal === undefined) operations.end();
    ended = true;
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (ended) return end();
      const step = await answers.next();
      if (leaving.aborted || step.done === true) return end();
      if (!step.value.isLast) return { done: false, value: step.value.result };
      end();
      throw new OperationEnded(step.value.result.errors ?? []);
    },
    async return() {
      leaving.abort();
      await answers.return();
      return end();
    },
    async throw(error: unknown) {
      leaving.abort();
      await answers.return();
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
  };
}
