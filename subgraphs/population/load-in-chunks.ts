import { toError } from '../shared/source-answers.ts';

/** The most keys that one SQL query carries: Oracle takes no more in one IN list, and the real SIAK is Oracle. */
const MAX_KEYS = 1_000;

/**
 * Answers many keys by few queries: one for up to 1,000. A query that fails costs its own keys only, each of which is
 * answered by the error; a key that no row answers is null.
 */
export async function loadInChunks<Value>(
  keys: readonly string[],
  loadChunk: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<readonly (Value | null | Error)[]> {
  const chunks = Array.from({ length: Math.ceil(keys.length / MAX_KEYS) }, (_, index) =>
    keys.slice(index * MAX_KEYS, (index + 1) * MAX_KEYS),
  );
  const answers = await Promise.all(chunks.map((chunk) => answerChunk(chunk, loadChunk)));
  return answers.flat();
}

async function answerChunk<Value>(
  keys: readonly string[],
  loadChunk: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<(Value | null | Error)[]> {
  try {
    const found = await loadChunk(keys);
    return keys.map((key) => found.get(key) ?? null);
  } catch (error) {
    return keys.map(() => toError(error));
  }
}
