import { setTimeout as pause } from 'node:timers/promises';
import { ClientError } from '../../common/errors/errors.ts';

/**
 * Runs `attempt`, and once more where `mayRetry` says so of its error, after a pause drawn from `pauseMs` to its double
 * so that callers who failed together do not come back together. Where the second attempt is refused by our own limits,
 * the first one's error is the one to tell.
 */
export async function withOneRetry<T>(
  attempt: () => Promise<T>,
  mayRetry: (error: unknown) => boolean,
  pauseMs: number,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await attempt();
  } catch (first) {
    if (signal.aborted || !mayRetry(first)) throw first;
    await pause(pauseMs * (1 + Math.random()), undefined, { signal }).catch(() => {
      throw first;
    });
    return attempt().catch((second: unknown) => {
      throw second instanceof ClientError && second.code === 'SOURCE_RATE_LIMITED' ? first : second;
    });
  }
}
