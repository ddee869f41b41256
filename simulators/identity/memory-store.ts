import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** More sessions, codes and grants than development ever has at a time. */
const MAX_RECORDS = 2_000;

/** A store in memory for the provider's sessions, codes and grants, each provider's own; it ends with the provider. */
export function createMemoryStore(): AdapterFactory {
  const records = new LRUCache<string, AdapterPayload>({ max: MAX_RECORDS });
  return (model) => createModelStore(model, records);
}

function createModelStore(model: string, records: LRUCache<string, AdapterPayload>): Adapter {
  const toKey = (id: string) => `${model}:${id}`;
  const findBy = (matches: (payload: AdapterPayload) => boolean) =>
    [...records.entries()].find(
      ([key, payload]) => key.startsWith(toKey('')) && matches(payload),
    )?.[1];

  return {
    async upsert(id, payload, expiresInS) {
      records.set(toKey(id), payload, expiresInS === undefined ? {} : { ttl: expiresInS * 1_000 });
    },
    find: async (id) => records.get(toKey(id)),
    findByUid: async (uid) => findBy((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findBy((payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = records.get(toKey(id));
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    async destroy(id) {
      records.delete(toKey(id));
    },
    async revokeByGrantId(grantId) {
      for (const [key, payload] of [...records.entries()]) {
        if (payload.grantId === grantId) records.delete(key);
      }
    },
  };
}
