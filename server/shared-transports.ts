import type { SubgraphTransport } from '../gateway/fetch/transport.ts';

/** Opens the way to a subgraph; closing it gives it back. */
export type OpenTransport = (name: string, url: string) => SubgraphTransport;

interface Shared {
  readonly transport: SubgraphTransport;
  users: number;
}

/**
 * Shares transports between generations: a subgraph that stands in two supergraphs under the same name and URL keeps its
 * connections, and they are closed when the last of its users has given them back.
 */
export function createSharedTransports(create: OpenTransport): OpenTransport {
  const open = new Map<string, Shared>();
  return (name, url) => {
    const key = JSON.stringify([name, url]);
    const shared = open.get(key) ?? { transport: create(name, url), users: 0 };
    open.set(key, shared);
    shared.users += 1;
    let isGivenBack = false;
    return {
      send: (request) => shared.transport.send(request),
      async close() {
        if (isGivenBack) return;
        isGivenBack = true;
        shared.users -= 1;
        if (shared.users > 0) return;
        open.delete(key);
        await shared.transport.close();
      },
    };
  };
}
