import { Pool } from 'undici';

/** What is asked: good and bad, known and new, and clients that go away. By number, so that a run can be repeated. */
const KINDS: readonly ((index: number) => object)[] = [
  () => ({ query: '{ products { id name stars } }' }),
  () => ({ query: '{ products { id name stars } }' }),
  (index) => ({
    query: 'query Q($first: Int) { products(first: $first) { name price stars } }',
    variables: { first: index % 50 },
  }),
  // Never seen before: parsed, validated and planned.
  (index) => ({ query: `{ p${index}: products { name stars } }` }),
  () => ({ query: '{ products { name } broken }' }),
  () => ({ query: '{ products { nameless } }' }),
  () => ({ query: '{ products {' }),
  (index) => ({
    query: `query Q($first: Int) { products(first: $first) { id } }`,
    variables: { first: `${index}` },
  }),
  () => ({ query: '{ __schema { types { name fields { name } } } }' }),
  // Valid for one of the two supergraphs alone.
  () => ({ query: '{ products { votes } }' }),
];

/** Every so many requests, the client goes away before it is answered. */
const GOES_AWAY_EVERY = 37;
const CONNECTIONS = 16;

export interface SentRequests {
  /** By status; `gone` for those that the client broke off, `failed` for those that got no answer. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Sends requests over a few connections, each after the answer to the one before. */
export async function sendRequests(
  endpoint: string,
  count: number,
  onSent: (sent: number) => void = () => undefined,
): Promise<SentRequests> {
  const url = new URL(endpoint);
  const pool = new Pool(url.origin, { connections: CONNECTIONS });
  const outcomes = new Map<string, number>();
  let next = 0;
  const send = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const outcome = await sendOne(pool, url.pathname, index);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      onSent(index + 1);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  await pool.close();
  return { outcomes };
}

async function sendOne(pool: Pool, path: string, index: number): Promise<string> {
  const goesAway = index % GOES_AWAY_EVERY === 0;
  const ask = KINDS[index % KINDS.length];
  try {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask?.(index)),
      ...(goesAway ? { signal: AbortSignal.timeout(index % 5) } : {}),
    });
    await body.dump();
    return String(statusCode);
  } catch {
    return goesAway ? 'gone' : 'failed';
  }
}
