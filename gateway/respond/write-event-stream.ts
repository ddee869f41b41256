import { print, type StreamMessage } from 'graphql-sse';
import type { FormattedResult } from './format-result.ts';

/** A comment that keeps proxies and clients from taking a quiet stream for a dead one. */
const KEEP_ALIVE = ':\n\n';

/**
 * Results as server-sent events (graphql-sse, distinct connections mode): a `next` each, then `complete`. The first
 * bytes are written at once, and a comment wherever nothing came for `keepAliveMs`.
 */
export async function* writeEventStream(
  results: AsyncIterable<FormattedResult>,
  keepAliveMs: number,
): AsyncGenerator<string, void, undefined> {
  const iterator = results[Symbol.asyncIterator]();
  yield KEEP_ALIVE;
  try {
    for (;;) {
      const next = iterator.next();
      let step = await orPause(next, keepAliveMs);
      while (step === PAUSE) {
        yield KEEP_ALIVE;
        step = await orPause(next, keepAliveMs);
      }
      if (step.done === true) break;
      // Our errors are formatted already; the library's type is of graphql-js' own.
      const data = step.value as unknown as StreamMessage<true, 'next'>['data'];
      yield print({ event: 'next', data });
    }
    yield print({ event: 'complete', data: null });
  } finally {
    await iterator.return?.();
  }
}

const PAUSE = Symbol('nothing came');

async function orPause<Value>(
  next: Promise<Value>,
  afterMs: number,
): Promise<Value | typeof PAUSE> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<typeof PAUSE>((resolve) => {
    timer = setTimeout(resolve, afterMs, PAUSE);
  });
  try {
    return await Promise.race([next, pause]);
  } finally {
    clearTimeout(timer);
  }
}
