import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ClientError } from '../../common/errors/errors.ts';

/** Answers with a MISMATCH that one caller may get about one person within an hour. */
const MAX_GUESSES = 10;
const WINDOW_MS = 3_600_000;

/** Keeps comparing elements from becoming reading them: a birth date is found by guessing, given enough guesses. */
export interface GuessLimit {
  /**
   * Runs a comparison of a caller about a person. It counts against him when `isGuess` says so of its result.
   *
   * @throws ClientError - `REQUEST_RATE_LIMITED` with `seconds`, after ten wrong answers within an hour; nothing is asked
   *   of the register then.
   */
  run<T>(
    actor: string,
    nik: string,
    compare: () => Promise<T>,
    isGuess: (result: T) => boolean,
  ): Promise<T>;
}

/** Counts in this process, under keyed hashes: no NIK is kept. */
export function createGuessLimit(maxGuesses = MAX_GUESSES): GuessLimit {
  const secret = randomBytes(32);
  // By size, so that room for all is not made before there are any.
  const guesses = new LRUCache<string, number>({
    maxSize: 100_000,
    sizeCalculation: () => 1,
    ttl: WINDOW_MS,
  });
  const add = (key: string, count: number) => {
    // The hour begins with the first guess, not with the last.
    guesses.set(key, (guesses.get(key) ?? 0) + count, {
      ttl: guesses.getRemainingTTL(key) || WINDOW_MS,
    });
  };
  return {
    async run(actor, nik, compare, isGuess) {
      const key = createHmac('sha256', secret).update(`${actor}\n${nik}`).digest('base64url');
      if ((guesses.get(key) ?? 0) >= maxGuesses) {
        const leftMs = Math.min(guesses.getRemainingTTL(key), WINDOW_MS);
        throw new ClientError('REQUEST_RATE_LIMITED', { seconds: Math.ceil(leftMs / 1_000) });
      }
      // Counted at once, so that the aliases of one operation do not all pass before the first is answered.
      add(key, 1);
      try {
        const result = await compare();
        if (!isGuess(result)) add(key, -1);
        return result;
      } catch (error) {
        add(key, -1);
        throw error;
      }
    },
  };
}
