import { createClient } from 'redis';
import type { Logger } from '../../common/logger.ts';
import type { CacheStore } from './cache-store.ts';

export interface RedisCacheOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  readonly url: string;
  readonly logger: Logger;
  /** Before every key; default `jawara:cache:`. */
  readonly prefix?: string;
  /** How long a command, the first connection included, may take; default 200 ms. Then it is a miss. */
  readonly timeoutMs?: number;
}

/** Shortest time between the beginnings of two attempts to connect, in ms. */
const PAUSE_MS = 500;

/**
 * A store in Redis. Connects when first used. While Redis is down every `get` is a miss and every `set` does nothing;
 * this is logged once, and its return once. It is tried again by the calls that come, at most every 500 ms.
 */
export function createRedisCacheStore(options: RedisCacheOptions): CacheStore {
  const prefix = options.prefix ?? 'jawara:cache:';
  const timeoutMs = options.timeoutMs ?? 200;
  const outage = createOutageLog(options.logger);
  const client = createClient({
    url: options.url,
    // A command that cannot be sent now is a miss now.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: Math.max(timeoutMs, 1_000),
      // The next call connects again; a timer of the client's would keep a stopping program alive.
      reconnectStrategy: false,
    },
  });
  client.on('error', outage.began);
  client.on('ready', outage.ended);
  let connecting: Promise<unknown> = Promise.resolve();
  let triedAtMs = -PAUSE_MS;

  /** Settles with the attempt to connect that is under way, or a new one where it is time for one. */
  function connected(): Promise<unknown> {
    if (!client.isOpen && performance.now() - triedAtMs >= PAUSE_MS) {
      triedAtMs = performance.now();
      connecting = client.connect();
      connecting.catch(outage.began);
    }
    return connecting;
  }

  async function run<T>(command: () => Promise<T>): Promise<T | undefined> {
    const answer = client.isReady ? command() : connected().then(command);
    try {
      return await within(answer, timeoutMs);
    } catch (error) {
      outage.began(error);
      return undefined;
    }
  }

  return {
    get: async (key) => (await run(() => client.get(prefix + key))) ?? undefined,
    async set(key, value, ttlMs) {
      if (ttlMs <= 0) await run(() => client.del(prefix + key));
      else {
        const expiration = { type: 'PX', value: Math.ceil(ttlMs) } as const;
        await run(() => client.set(prefix + key, value, { expiration }));
      }
    },
    async delete(key) {
      await run(() => client.del(prefix + key));
    },
    async close() {
      if (client.isOpen) client.destroy();
    },
  };
}

/** Says once that the store is down, and once that it is back. */
function createOutageLog(logger: Logger): {
  readonly began: (error: unknown) => void;
  readonly ended: () => void;
} {
  let down = false;
  return {
    began(err) {
      if (!down) logger.warn({ err }, 'the cache is down; everything is a miss');
      down = true;
    },
    ended() {
      if (down) logger.info('the cache is back');
      down = false;
    },
  };
}

async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the cache did not answer in time'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
