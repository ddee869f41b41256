import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

import type { ServerCertificate } from './make-certificates.ts';

/** What the proxy does with a connection; `reach` opens one to the peer. */
export type Behaviour = (client: Socket, reach: () => Socket) => void;

/** What becomes of a chunk of the peer's bytes: passed on, kept until the proxy is healed, or nothing more. */
export type Meddling = (chunk: Buffer, client: Socket) => 'PASS' | 'KEEP' | 'TAKEN';

/** Stands between an adapter and its real peer. */
export interface TcpProxy {
  readonly port: number;
  /** How many connections were opened to it so far. */
  readonly connections: () => number;
  /** From now on connections are treated so, by default passed on; those that are open are broken off. */
  behave(behaviour?: Behaviour): void;
  /** From now on the peer's bytes are treated so, on connections that are open and on new ones that are passed on. */
  meddle(meddling: Meddling): void;
  /** Whatever was kept goes on its way, and nothing is meddled with any more. */
  relent(): void;
  stop(): Promise<void>;
}

/** Starts a proxy of `target` on a free port of 127.0.0.1. Bytes pass unchanged until it is told otherwise. */
export async function startTcpProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const kept = new Map<Socket, Buffer[]>();
  let count = 0;
  let meddling: Meddling = () => 'PASS';

  function track(socket: Socket): Socket {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open.delete(socket);
      kept.delete(socket);
    });
    return socket;
  }

  const pass: Behaviour = (client, reach) => {
    const peer = reach();
    client.pipe(peer);
    client.once('close', () => peer.destroy());
    peer.on('data', (chunk: Buffer) => {
      const fate = meddling(chunk, client);
      if (fate === 'PASS') client.write(chunk);
      if (fate === 'KEEP') kept.set(client, [...(kept.get(client) ?? []), chunk]);
    });
    peer.once('close', () => {
      if (!kept.has(client)) client.end();
    });
  };
  let behaviour = pass;

  const server = createServer((client) => {
    count += 1;
    track(client);
    behaviour(client, () => track(connect(target)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    behave(next = pass) {
      behaviour = next;
      for (const socket of open) socket.destroy();
    },
    meddle(next) {
      meddling = next;
    },
    relent() {
      meddling = () => 'PASS';
      for (const [client, chunks] of kept) client.write(Buffer.concat(chunks));
      kept.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Ends TLS with this certificate; what is inside goes to the peer in clear. */
export function endTls({ cert, key }: ServerCertificate): Behaviour {
  return (client, reach) => {
    const inside = new TLSSocket(client, { isServer: true, cert, key });
    inside.on('error', () => client.destroy());
    const peer = reach();
    inside.pipe(peer).pipe(inside);
    client.once('close', () => peer.destroy());
    peer.once('close', () => client.destroy());
  };
}
