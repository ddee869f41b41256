import { randomBytes } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createLogger, silentLogger, type Logger } from '../../../../common/logger.ts';
import { createMemoryCacheStore } from '../../../../connectors/cache/create-memory-cache-store.ts';
import { createRedisCacheStore } from '../../../../connectors/cache/create-redis-cache-store.ts';
import { describeCacheStore } from '../../../contract/cache-store.ts';
import { serviceUrl } from '../../../support/services.ts';

const redisUrl = await serviceUrl('redis');
const describeRedis = redisUrl === undefined ? describe.skip : describe;

function createTestRedisStore(url = redisUrl ?? '', logger: Logger = silentLogger) {
  const prefix = `jawara:test:${randomBytes(6).toString('hex')}:`;
  return createRedisCacheStore({ url, logger, prefix });
}

describeCacheStore('memory', () => createMemoryCacheStore());
describeCacheStore('redis', () => createTestRedisStore(), describeRedis);

describe('a memory cache store', () => {
  it('drops the least recently used beyond its bytes', async () => {
    const store = createMemoryCacheStore({ maxBytes: 300 });
    for (const key of ['a', 'b', 'c']) await store.set(key, key.repeat(49), 10_000);
    await store.get('a');
    await store.set('d', 'd'.repeat(49), 10_000);
    expect(await store.get('b')).toBeUndefined();
    expect(await store.get('a')).toBe('a'.repeat(49));
    await store.set('huge', 'x'.repeat(1_000), 10_000);
    expect(await store.get('huge')).toBeUndefined();
    expect(await store.get('a')).toBe('a'.repeat(49));
  });
});

describe('a redis cache store whose server is down', () => {
  it('misses, does not throw, and says so once', async () => {
    const { logger, lines } = recordingLogger();
    const store = createTestRedisStore(`redis://127.0.0.1:${await deadPort()}`, logger);
    await store.set('key', 'value', 1_000);
    expect(await store.get('key')).toBeUndefined();
    await store.delete('key');
    await pause(300);
    expect(lines.filter((line) => line.includes('the cache is down'))).toHaveLength(1);
    await store.close();
  });

  it('misses within its time where the server says nothing', async () => {
    const silent = await listen(createServer());
    const store = createTestRedisStore(`redis://127.0.0.1:${silent.port}`);
    expect(await store.get('key')).toBeUndefined();
    await store.close();
    silent.close();
  });
});

describeRedis('a redis cache store whose server comes back', () => {
  it('misses meanwhile and knows the value again afterwards', async () => {
    const { port: redisPort, hostname } = new URL(redisUrl ?? '');
    const { logger, lines } = recordingLogger();
    const forward = () =>
      createServer((socket) => {
        const onward = connect(Number(redisPort), hostname);
        socket.pipe(onward).pipe(socket);
        socket.on('close', () => onward.destroy());
        for (const end of [socket, onward]) end.on('error', () => undefined);
      });
    const first = await listen(forward());
    const store = createTestRedisStore(`redis://127.0.0.1:${first.port}`, logger);
    await store.set('key', 'value', 10_000);
    first.close();
    await pause(50);
    expect(await store.get('key')).toBeUndefined();
    const second = await listen(forward(), first.port);
    for (let turn = 0; turn < 50 && (await store.get('key')) === undefined; turn += 1) {
      await pause(50);
    }
    expect(await store.get('key')).toBe('value');
    expect(lines.filter((line) => line.includes('the cache is back'))).toHaveLength(1);
    await store.close();
    second.close();
  });
});

function recordingLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { logger: createLogger({ destination }), lines };
}

async function listen(server: Server, port = 0): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function deadPort(): Promise<number> {
  const server = await listen(createServer());
  server.close();
  return server.port;
}
