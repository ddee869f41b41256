import { randomUUID } from 'node:crypto';
import type { SystemBinding } from '../../common/binding.ts';
import { SourceError } from '../../common/errors/errors.ts';
import type { ConnectorContext, Probe, SourceCall } from '../connector.ts';
import { orAborted, startDeadline } from '../resilience/deadline.ts';
import { refuseClosedSource, sourceError } from '../resilience/refuse-closed-source.ts';
import { createHttpConnector } from './create-http-connector.ts';
import { createTokenSource, type TokenSourceOptions } from './create-token-source.ts';
import type { HttpCall, HttpConnector, HttpReply } from './http-connector.ts';

export type OAuth2ConnectorOptions = TokenSourceOptions;

/**
 * The connector of a system behind OAuth 2.0 client credentials: `createHttpConnector`, with a bearer token on every call
 * that is fetched from `connection.tokenUrl` when first needed and kept until shortly before its end. The token is sent
 * to the base URL's origin only, the client's secret to the token URL's.
 *
 * A call that is answered 401 gets a new token and is made once more. A 401 to a new token, and every reply of the token
 * endpoint that holds no token, is a failed authentication: for `afterFailureMs` nothing is sent, and calls end in the
 * same error. A token endpoint that cannot be reached is not: its breaker deals with it.
 *
 * @throws InternalError where the binding's connection is not OAuth2, or its URLs cannot be read.
 * @throws SourceError - from `request`: `SOURCE_REJECTED_CREDENTIALS`, and what an HTTP connector throws.
 */
export function createOAuth2Connector(
  binding: SystemBinding,
  context: ConnectorContext,
  options: OAuth2ConnectorOptions = {},
): HttpConnector {
  const tokens = createTokenSource(binding, context, options);
  const service = createHttpConnector(binding, context, options);

  function send(call: SourceCall, request: HttpCall, token: string): Promise<HttpReply> {
    return service.request(call, withBearer(request, token));
  }

  async function tokenInTime(call: SourceCall): Promise<string> {
    const { signal, stop } = startDeadline(call.deadlineAtMs - context.clock.nowMs());
    const timeout = () => sourceError(binding, 'SOURCE_TIMEOUT');
    return orAborted(tokens.get(call), signal, timeout).finally(stop);
  }

  return {
    async request(call, request) {
      refuseClosedSource(binding, context.clock.nowMs());
      const token = await tokenInTime(call);
      const reply = await send(call, request, token);
      if (reply.status !== 401) return reply;
      tokens.drop(token);
      const renewed = await tokenInTime(call);
      const again = await send(call, request, renewed);
      if (again.status !== 401) return again;
      tokens.giveUp(renewed);
      throw sourceError(binding, 'SOURCE_REJECTED_CREDENTIALS');
    },
    async probe() {
      const deadlineAtMs = context.clock.nowMs() + binding.limits.timeoutMs;
      const call = { requestId: `probe-${randomUUID()}`, deadlineAtMs, institution: null };
      const refusal = await tokens.get(call).then(() => undefined, toProbe);
      if (refusal !== undefined) return refusal;
      const probed = await service.probe();
      return probed.reachable ? { ...probed, credentials: 'ACCEPTED' } : probed;
    },
    close: async () => {
      await Promise.all([tokens.close(), service.close()]);
    },
  };
}

/** The request with our token; an authorization of the caller's own, in whatever case, does not go along. */
function withBearer(request: HttpCall, token: string): HttpCall {
  const others = Object.entries(request.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== 'authorization',
  );
  const headers = { ...Object.fromEntries(others), authorization: `Bearer ${token}` };
  return { ...request, headers };
}

function toProbe(error: unknown): Probe {
  if (!(error instanceof SourceError)) throw error;
  switch (error.code) {
    case 'SOURCE_REJECTED_CREDENTIALS':
      return {
        reachable: true,
        credentials: 'REJECTED',
        detail: 'The token endpoint refuses the client.',
      };
    case 'SOURCE_REPLY_INVALID':
      return {
        reachable: true,
        credentials: 'UNKNOWN',
        detail: 'The token endpoint answers, but with no token.',
      };
    case 'SOURCE_TIMEOUT':
      return {
        reachable: false,
        credentials: 'UNKNOWN',
        detail: 'The token endpoint does not answer in time.',
      };
    default:
      return {
        reachable: false,
        credentials: 'UNKNOWN',
        detail: 'The token endpoint cannot be reached.',
      };
  }
}
