import { SourceError } from '../../common/errors/errors.ts';
import { toError, type Loaded } from './source-answers.ts';

/** Faults of the whole access, which the next key would meet again. */
const FAULTS_OF_ACCESS: ReadonlySet<string> = new Set([
  'SOURCE_REJECTED_CREDENTIALS',
  'SOURCE_QUOTA_EXHAUSTED',
  'SOURCE_RATE_LIMITED',
]);

/**
 * Asks key by key, `concurrent` at a time, in the keys' order; one answer per key. Once the access as a whole is refused,
 * the keys that are left get the same error and are not asked.
 */
export async function askOneByOne<Value>(
  keys: readonly string[],
  concurrent: number,
  ask: (key: string) => Promise<Value>,
): Promise<readonly Loaded<Value>[]> {
  const answers: Loaded<Value>[] = [];
  const left = keys.entries();
  let ended: Error | undefined;
  const work = async () => {
    for (const [index, key] of left) {
      const answer: Loaded<Value> = ended ?? (await ask(key).catch(toError));
      if (answer instanceof SourceError && FAULTS_OF_ACCESS.has(answer.code)) ended = answer;
      answers[index] = answer;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrent) }, work));
  return answers;
}
