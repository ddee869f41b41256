import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';

import type { Language } from '../explorer-config.ts';
import type { Explanation, ExplanationState } from '../explanation.ts';
import { texts } from '../texts.ts';
import { TokenError } from './request-token.ts';
import type { TokenSession } from './token-session.ts';

/** What is said with every request beside the operation. */
export interface RequestSettings {
  readonly purpose: string | null;
  readonly language: Language;
}

const ACCEPT = 'application/graphql-response+json, application/json';

/**
 * Sends an operation to the gateway as the session's persona. `settings` is read at each request: GraphiQL reads the
 * schema again whenever it is given another fetcher, so there is one for the life of the page. Headers typed into
 * GraphiQL's header editor win. How operations were answered is told to `onExplained`. Whatever goes wrong before the gateway answers becomes an `errors` entry in words.
 */
export function createFetcher(
  session: TokenSession,
  settings: () => RequestSettings,
  onExplained: (state: ExplanationState) => void,
): Fetcher {
  return async (params, options) => {
    // The schema is read by GraphiQL itself, not by the user.
    const isOperation = params.operationName !== 'IntrospectionQuery';
    try {
      const attempt = async () => {
        const headers = await toHeaders(session, settings(), options?.headers);
        if (isOperation) headers.set('jawara-explain', 'plan');
        return send(params, headers);
      };
      const response = await attempt();
      // Nothing has been executed, so once more with a fresh token is safe.
      const result = await readResult(await retryUnauthorized(response, session, attempt));
      return isOperation ? takeExplanation(result, onExplained) : result;
    } catch (error) {
      return toErrorResult(error, settings().language);
    }
  };
}

async function toHeaders(
  session: TokenSession,
  { purpose, language }: RequestSettings,
  typed: Readonly<Record<string, unknown>> = {},
): Promise<Headers> {
  const headers = new Headers({
    accept: ACCEPT,
    'content-type': 'application/json',
    'accept-language': language,
  });
  const token = await session.bearer();
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (purpose !== null) headers.set('jawara-purpose', purpose);
  for (const [name, value] of Object.entries(typed)) headers.set(name, String(value));
  return headers;
}

function send(params: FetcherParams, headers: Headers): Promise<Response> {
  return fetch('/graphql', {
    method: 'POST',
    headers,
    body: JSON.stringify(params),
    credentials: 'omit',
  });
}

async function retryUnauthorized(
  response: Response,
  session: TokenSession,
  attempt: () => Promise<Response>,
): Promise<Response> {
  if (response.status !== 401 || session.read().kind === 'anonymous') return response;
  await session.renew();
  return attempt();
}

async function readResult(response: Response): Promise<ExecutionResult> {
  const answer: unknown = await response.json();
  if (!isResult(answer)) throw new TypeError('not a GraphQL answer');
  return answer;
}

/** Hands the explanation on, and gives the answer without it: it is shown beside the answer, not in it. */
function takeExplanation(
  result: ExecutionResult,
  onExplained: (state: ExplanationState) => void,
): ExecutionResult {
  const { explain, ...extensions } = result.extensions ?? {};
  if (explain === undefined) {
    onExplained({ kind: 'NOT_TOLD' });
    return result;
  }
  onExplained({ kind: 'TOLD', explanation: explain as Explanation });
  const { extensions: _extensions, ...answer } = result;
  return Object.keys(extensions).length === 0 ? answer : { ...answer, extensions };
}

function isResult(answer: unknown): answer is ExecutionResult {
  return typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
}

/** GraphiQL shows any JSON; these are not the gateway's errors, so they carry a code of the explorer's own. */
function toErrorResult(error: unknown, language: Language): ExecutionResult {
  const text = texts[language];
  const [code, message] =
    error instanceof TokenError
      ? ['EXPLORER_NO_TOKEN', text.tokenFault[error.fault]]
      : ['EXPLORER_NO_ANSWER', text.noAnswer];
  return { errors: [{ message, extensions: { code } }] } as unknown as ExecutionResult;
}
