import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { silentLogger } from '../../common/logger.ts';
import {
  createReplicaDatabase,
  type ReplicaDatabase,
} from '../../connectors/replica/replica-database.ts';
import { serviceUrl } from '../support/services.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { ownDatabase } from '../unit/connectors/replica/a-replica.ts';

const serverUrl = await serviceUrl('postgres');

(serverUrl === undefined ? describe.skip : describe)('the replica store behind a proxy', () => {
  let own: Awaited<ReturnType<typeof ownDatabase>>;
  let proxy: TcpProxy;
  let database: ReplicaDatabase;
  beforeEach(async () => {
    own = await ownDatabase(serverUrl!);
    const url = new URL(own.url);
    proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    database = createReplicaDatabase(url.href, silentLogger);
  });
  afterEach(async () => {
    await database.close();
    await proxy.stop();
    await own.drop();
  });

  it.each([
    ['while a transaction waits for it', true],
    ['between two statements of a transaction', false],
  ])(
    'fails that transaction only, and not the process, where a connection is lost %s',
    async (_when, waiting) => {
      const lost = database.transaction(async (client) => {
        await client.query('SELECT 1');
        const asleep = waiting ? client.query('SELECT pg_sleep(5)') : undefined;
        proxy.behave();
        await asleep;
        await new Promise((resolve) => setTimeout(resolve, 50));
        await client.query('SELECT 1');
      });
      await expect(lost).rejects.toThrow('the replica store cannot be asked');
      expect(await database.query('SELECT 1 AS one', [])).toEqual([{ one: 1 }]);
    },
  );
});
