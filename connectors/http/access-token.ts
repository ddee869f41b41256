import { parseJson, type HttpReply } from './http-connector.ts';

/** A bearer token and when it is to be replaced. */
export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch; some time before the server's own end of it. */
  readonly useUntilMs: number;
}

/** Taken where the server does not say how long its token holds, in seconds. */
const UNSAID_LIFETIME_S = 300;
/** How much of its life before its end a token is replaced, a minute at most. */
const MARGIN_SHARE = 0.1;
const MAX_MARGIN_MS = 60_000;
/** What may stand in an Authorization header (RFC 6750, section 2.1). */
const BEARER = /^[\w\-.~+/]+=*$/;

/**
 * The token of a successful reply (RFC 6749, section 5.1), or undefined where it is none. `expires_in` may be a number or,
 * as some servers have it, a text. `askedAtMs` is when the token was asked for: its life is counted from then.
 */
export function readAccessToken(reply: HttpReply, askedAtMs: number): AccessToken | undefined {
  const body = parseJson(reply.text) as Readonly<Record<string, unknown>> | null | undefined;
  const value = body?.['access_token'];
  if (typeof value !== 'string' || !BEARER.test(value)) return undefined;
  const lifetimeMs = 1_000 * toSeconds(body?.['expires_in']);
  const marginMs = Math.min(lifetimeMs * MARGIN_SHARE, MAX_MARGIN_MS);
  return { value, useUntilMs: askedAtMs + lifetimeMs - marginMs };
}

function toSeconds(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
  return typeof seconds === 'number' && seconds > 0 ? seconds : UNSAID_LIFETIME_S;
}
