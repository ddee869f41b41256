import type { Connection, SystemBinding } from '../../common/binding.ts';
import { InternalError, type SourceErrorCode } from '../../common/errors/errors.ts';
import type { ConnectorContext, SourceCall } from '../connector.ts';
import { sourceError } from '../resilience/refuse-closed-source.ts';
import { readAccessToken, type AccessToken } from './access-token.ts';
import { createHttpConnector, type HttpConnectorOptions } from './create-http-connector.ts';
import type { HttpCall, HttpReply } from './http-connector.ts';

export interface TokenSourceOptions extends HttpConnectorOptions {
  /** The least pause after a failed authentication, in ms; default 60,000. */
  readonly afterFailureMs?: number;
  /** Where `grant_type` stands; default in the form, as RFC 6749 has it. */
  readonly tokenMethod?: 'GRANT_IN_QUERY' | 'GRANT_IN_FORM';
}

/** Gets and keeps the access token of one system. */
export interface TokenSource {
  /**
   * The token in force, or a new one. Callers at the same time share one authentication.
   *
   * @throws SourceError - `SOURCE_REJECTED_CREDENTIALS`, and what the token endpoint's own faults are called; after a
   *   failed authentication the same again, without asking, until the pause is over.
   */
  get(call: SourceCall): Promise<string>;
  /** Says that the system refuses this token: the next `get` asks for another. */
  drop(token: string): void;
  /** Says that the system refuses a token that was new: no other is asked for until the pause is over. */
  giveUp(token: string): void;
  close(): Promise<void>;
}

type OAuth2Connection = Extract<Connection, { kind: 'oauth2' }>;

/**
 * OAuth 2.0 client credentials (RFC 6749, section 4.4). The secret is sent to the token URL's origin and nowhere else;
 * an authentication is never repeated by itself, but where a kept connection was cut before it was answered. It goes through a gate of its own with the binding's limits.
 */
export function createTokenSource(
  binding: SystemBinding,
  context: ConnectorContext,
  options: TokenSourceOptions = {},
): TokenSource {
  const { connection, limits } = binding;
  if (connection.kind !== 'oauth2') throw new InternalError('the binding has no OAuth2 connection');
  const { baseUrl, request } = toTokenRequest(connection, options.tokenMethod ?? 'GRANT_IN_FORM');
  const endpoint = createHttpConnector(
    { ...binding, connection: { kind: 'rest', baseUrl, apiKey: '' } },
    context,
    options,
  );
  const { clock } = context;
  let token: AccessToken | undefined;
  let asking: Promise<string> | undefined;
  let failure: { readonly code: SourceErrorCode; readonly untilMs: number } | undefined;

  function fail(code: SourceErrorCode): Error {
    failure = { code, untilMs: clock.nowMs() + (options.afterFailureMs ?? 60_000) };
    return sourceError(binding, code);
  }

  async function authenticate(call: SourceCall): Promise<string> {
    const askedAtMs = clock.nowMs();
    // Others may wait for this token too: the first caller's deadline is not theirs.
    const shared = { ...call, deadlineAtMs: askedAtMs + limits.timeoutMs };
    const reply = await endpoint.request(shared, request);
    const code = toFailure(reply);
    if (code !== undefined) throw fail(code);
    token = readAccessToken(reply, askedAtMs);
    if (token === undefined) throw fail('SOURCE_REPLY_INVALID');
    failure = undefined;
    return token.value;
  }

  return {
    async get(call) {
      const nowMs = clock.nowMs();
      if (token !== undefined && nowMs < token.useUntilMs) return token.value;
      if (failure !== undefined && nowMs < failure.untilMs)
        throw sourceError(binding, failure.code);
      asking ??= authenticate(call).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop(refused) {
      if (token?.value === refused) token = undefined;
    },
    giveUp(refused) {
      if (token?.value !== refused) return;
      token = undefined;
      fail('SOURCE_REJECTED_CREDENTIALS');
    },
    close: () => endpoint.close(),
  };
}

function toTokenRequest(
  { tokenUrl, clientId, clientSecret }: OAuth2Connection,
  method: NonNullable<TokenSourceOptions['tokenMethod']>,
): { readonly baseUrl: string; readonly request: HttpCall } {
  if (!URL.canParse(tokenUrl)) throw new InternalError('the token URL of a binding is no URL');
  const { origin, pathname } = new URL(tokenUrl);
  const grant = { grant_type: 'client_credentials' };
  const inQuery = method === 'GRANT_IN_QUERY';
  const query = inQuery ? `?${new URLSearchParams(grant).toString()}` : '';
  const form = { client_id: clientId, client_secret: clientSecret, ...(inQuery ? {} : grant) };
  return {
    baseUrl: origin,
    request: {
      ...{ name: 'authenticate', keys: 0, method: 'POST', idempotent: false },
      // A token too many harms nobody, and no credential was refused.
      repeatUnanswered: true,
      path: `${pathname}${query}`,
      form,
    },
  };
}

/** What a reply that carries no token says. Every such reply is a failed authentication. */
function toFailure({ status }: HttpReply): SourceErrorCode | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) return 'SOURCE_RATE_LIMITED';
  if (status >= 500) return 'SOURCE_UNAVAILABLE';
  // RFC 6749, section 5.2: 400 or 401; some answer 403.
  return status >= 400 ? 'SOURCE_REJECTED_CREDENTIALS' : 'SOURCE_REPLY_INVALID';
}
