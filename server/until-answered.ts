import type { CancelSignal } from '../gateway/cancellation.ts';
import type { OperationResult } from '../gateway/operation-result.ts';

/** An operation's answers, and what is to be done once after the last of them, or when its client goes away. */
export async function untilAnswered(
  open: () => Promise<OperationResult>,
  signal: CancelSignal,
  after: () => void,
): Promise<OperationResult> {
  const finish = () => {
    signal.removeEventListener('abort', finish);
    after();
  };
  try {
    const result = await open();
    if (result.kind === 'SINGLE') {
      finish();
      return result;
    }
    // Answers that nobody began to take are not ended by anybody either.
    if (signal.aborted) finish();
    else signal.addEventListener('abort', finish);
    return result.kind === 'EVENTS'
      ? { ...result, events: andThen(result.events, finish) }
      : { ...result, parts: andThen(result.parts, finish) };
  } catch (error) {
    finish();
    throw error;
  }
}

/** The same items; `finish` is called once, at their end or when nobody wants any more of them. */
function andThen<Item>(items: AsyncIterable<Item>, finish: () => void): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = items[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const result = await iterator.next();
            if (result.done === true) finish();
            return result;
          } catch (error) {
            finish();
            throw error;
          }
        },
        async return() {
          finish();
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
