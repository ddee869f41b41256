import { TokenError, type AccessToken, type TokenFault } from './request-token.ts';

export type SessionState =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'fetching'; readonly persona: string }
  | { readonly kind: 'ready'; readonly persona: string; readonly token: AccessToken }
  | { readonly kind: 'failed'; readonly persona: string; readonly fault: TokenFault };

export interface TokenSession {
  /** The present state; the same object until something changes. */
  readonly read: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Becomes that persona with a fresh token, or anonymous with null. The outcome is in the state. */
  readonly choose: (persona: string | null) => Promise<void>;
  /**
   * The present persona's token, asked for again where there is none or it has run out; undefined when anonymous.
   *
   * @throws TokenError where there should be one and none can be had
   */
  readonly bearer: () => Promise<string | undefined>;
  /** Drops a token that the gateway no longer takes, such as one of an issuer that has been restarted. */
  readonly renew: () => Promise<void>;
}

type RequestToken = (persona: string, signal: AbortSignal) => Promise<AccessToken>;

/** A token is renewed when this part of its life is over, so that none runs out while somebody reads. */
const RENEW_AFTER = 0.8;
/** A token that is about to run out is not sent. */
const MARGIN_MS = 5_000;

/** Who the explorer speaks as. The token is held in this closure and nowhere else: it is gone with the page. */
export function createTokenSession(requestToken: RequestToken): TokenSession {
  let state: SessionState = { kind: 'anonymous' };
  let pending: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function become(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function forget(): void {
    pending?.abort.abort();
    pending = undefined;
    clearTimeout(renewal);
  }

  async function obtain(persona: string, abort: AbortController): Promise<void> {
    const next = await requestToken(persona, abort.signal).then(
      (token): SessionState => ({ kind: 'ready', persona, token }),
      (error: unknown): SessionState => ({ kind: 'failed', persona, fault: toFault(error) }),
    );
    if (abort.signal.aborted) return;
    pending = undefined;
    if (next.kind === 'ready') {
      renewal = setTimeout(
        () => void replace(persona),
        (next.token.expiresAt - Date.now()) * RENEW_AFTER,
      );
    }
    become(next);
  }

  /** Asks without showing it: until the answer is there, the token at hand goes on being used. */
  function replace(persona: string): Promise<void> {
    forget();
    const abort = new AbortController();
    const done = obtain(persona, abort);
    pending = { abort, done };
    return done;
  }

  async function choose(persona: string | null): Promise<void> {
    forget();
    if (persona === null) {
      become({ kind: 'anonymous' });
      return;
    }
    become({ kind: 'fetching', persona });
    await replace(persona);
  }

  async function bearer(): Promise<string | undefined> {
    if (state.kind === 'ready' && state.token.expiresAt - MARGIN_MS > Date.now())
      return state.token.value;
    if (state.kind === 'anonymous') return undefined;
    if (pending === undefined) await choose(state.persona);
    else await pending.done;
    return usable(state);
  }

  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose,
    bearer,
    renew: () => choose(state.kind === 'anonymous' ? null : state.persona),
  };
}

function usable(state: SessionState): string | undefined {
  if (state.kind === 'anonymous') return undefined;
  if (state.kind === 'ready') return state.token.value;
  throw new TokenError(state.kind === 'failed' ? state.fault : 'UNREACHABLE');
}

function toFault(error: unknown): TokenFault {
  return error instanceof TokenError ? error.fault : 'UNREACHABLE';
}
