import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';
import { toRequest, type ExpectedAnswer, type Scenario } from './scenario.ts';

export interface FetchedAnswer extends ExpectedAnswer {
  /** Of the answer's body. */
  readonly kilobytes: number;
}

/**
 * Sends one request of a scenario and gives what was answered.
 *
 * @throws Error - where that is no GraphQL response with status 200.
 */
export async function fetchAnswer(endpoint: string, scenario: Scenario): Promise<FetchedAnswer> {
  const { statusCode, body } = await request(endpoint, { method: 'POST', ...toRequest(scenario) });
  const text = await body.text();
  if (statusCode !== 200)
    throw new Error(`${scenario.name}: status ${statusCode}: ${text.slice(0, 300)}`);
  const { data, errors = [] } = JSON.parse(text) as {
    data?: unknown;
    errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  };
  return {
    data,
    errorCodes: errors.map(({ extensions }) => extensions?.code ?? 'none'),
    kilobytes: Buffer.byteLength(text) / 1_000,
  };
}

/** What is wrong with an answer, in one sentence; undefined where it is right. */
export async function findFault(
  endpoint: string,
  scenario: Scenario,
  expected: ExpectedAnswer,
): Promise<string | undefined> {
  try {
    const answer = await fetchAnswer(endpoint, scenario);
    if (!isDeepStrictEqual(answer.errorCodes, expected.errorCodes))
      return `answers with the errors ${answer.errorCodes.join(', ') || 'none'}`;
    return isDeepStrictEqual(answer.data, expected.data) ? undefined : 'answers with other data';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
