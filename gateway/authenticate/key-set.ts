import type { Clock } from '../../common/clock.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import type { VerificationKey } from './verification-key.ts';

/** The keys of one issuer. */
export interface KeySet {
  /**
   * The key named `kid`, or undefined where the issuer has none of that name. A name that is unknown has the keys
   * fetched again, once in a cooldown; lookups at the same time share one fetch. Keys past their age are fetched again
   * too; while the issuer is down, those that are known keep working.
   *
   * @throws ClientError - SERVICE_UNAVAILABLE (retryable): no keys have ever arrived.
   */
  find(kid: string): Promise<VerificationKey | undefined>;
  /** The key named `kid` as far as it is known now, without asking anybody. */
  peek(kid: string): VerificationKey | undefined;
}

export interface KeySetOptions {
  readonly fetch: () => Promise<ReadonlyMap<string, VerificationKey>>;
  readonly cooldownMs: number;
  readonly maxAgeMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Until the first keys have arrived nobody can be authenticated: then an attempt a second is no burden to the issuer. */
const COOLDOWN_WITHOUT_KEYS_MS = 1_000;

export function createKeySet(options: KeySetOptions): KeySet {
  const { clock, logger } = options;
  let keys: ReadonlyMap<string, VerificationKey> | undefined;
  let fetchedAtMs = -Infinity;
  let triedAtMs = -Infinity;
  let pending: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    triedAtMs = clock.nowMs();
    try {
      keys = await options.fetch();
      fetchedAtMs = clock.nowMs();
    } catch (error) {
      logger.warn(
        { err: error, keysKnown: keys?.size ?? 0 },
        "an issuer's keys could not be fetched",
      );
    }
  };

  const refreshOnce = async (): Promise<void> => {
    if (pending !== undefined) return pending;
    const cooldownMs =
      keys === undefined
        ? Math.min(options.cooldownMs, COOLDOWN_WITHOUT_KEYS_MS)
        : options.cooldownMs;
    if (clock.nowMs() - triedAtMs < cooldownMs) return;
    pending = refresh().finally(() => {
      pending = undefined;
    });
    await pending;
  };

  const isFresh = (): boolean => clock.nowMs() - fetchedAtMs < options.maxAgeMs;

  return {
    async find(kid) {
      if (keys?.has(kid) !== true || !isFresh()) await refreshOnce();
      if (keys === undefined) throw new ClientError('SERVICE_UNAVAILABLE');
      return keys.get(kid);
    },
    peek: (kid) => keys?.get(kid),
  };
}
