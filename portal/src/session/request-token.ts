import type { ExplorerConfig } from '../explorer-config.ts';

/** The development identity provider's own grant: a token for a named persona, without a password. */
const PERSONA_GRANT = 'urn:jawara:params:oauth:grant-type:persona';

export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly expiresAt: number;
}

/** Why there is no token; the texts say it in plain words. */
export type TokenFault = 'NO_ISSUER' | 'UNREACHABLE' | 'REFUSED' | 'MALFORMED';

export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly fault: TokenFault;

  constructor(fault: TokenFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Used where the issuer does not say how long its token lives. */
const DEFAULT_LIFETIME_SECONDS = 300;

/**
 * A fresh token of a persona (RFC 6749 §4.5 extension grant, RFC 8707 `resource`).
 *
 * @throws TokenError
 */
export async function requestToken(
  config: ExplorerConfig,
  persona: string,
  signal: AbortSignal,
): Promise<AccessToken> {
  if (config.tokenEndpoint === null) throw new TokenError('NO_ISSUER');
  const response = await post(config.tokenEndpoint, toForm(config, persona), signal);
  if (!response.ok) throw new TokenError('REFUSED');
  return toToken(await response.json().catch(() => undefined));
}

function toForm(config: ExplorerConfig, persona: string): URLSearchParams {
  return new URLSearchParams({
    grant_type: PERSONA_GRANT,
    persona,
    client_id: config.clientId,
    resource: config.audience,
  });
}

async function post(url: string, body: URLSearchParams, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body, signal, credentials: 'omit' });
  } catch {
    throw new TokenError('UNREACHABLE');
  }
}

function toToken(answer: unknown): AccessToken {
  const { access_token: value, expires_in: lifetime } = (answer ?? {}) as Record<string, unknown>;
  if (typeof value !== 'string' || value === '') throw new TokenError('MALFORMED');
  const seconds =
    typeof lifetime === 'number' && lifetime > 0 ? lifetime : DEFAULT_LIFETIME_SECONDS;
  return { value, expiresAt: Date.now() + seconds * 1_000 };
}
