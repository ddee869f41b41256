import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocketServer } from 'ws';

import { createWsTransport } from '../../../gateway/subscribe/ws-transport.ts';

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** A subgraph that accepts a subscription and has nothing to say. */
async function startQuietSubgraph(autoPong: boolean) {
  const server = new WebSocketServer({ port: 0, autoPong });
  let pinged = 0;
  let onPinged = (): void => undefined;
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      if (data.toString('utf8').includes('connection_init'))
        socket.send(JSON.stringify({ type: 'connection_ack' }));
    });
    // A second comes only where the first was answered.
    socket.on('ping', () => {
      pinged += 1;
      if (pinged === 2) onPinged();
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  running.push(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return {
    url: `ws://localhost:${(server.address() as AddressInfo).port}`,
    pingedAgain: new Promise<string>((resolve) => {
      onPinged = () => {
        resolve('still there');
      };
    }),
  };
}

function subscribe(url: string, pingMs: number): Promise<string> {
  const transport = createWsTransport({ url, maxEventSize: 1_000, pingMs });
  running.push(() => void transport.close());
  return new Promise((resolve) => {
    const request = { headers: {}, body: '{"query":"subscription { price }"}', acceptMs: 5_000 };
    transport.subscribe(request, {
      next: () => undefined,
      complete: () => {
        resolve('complete');
      },
      fail: (error) => {
        resolve(String(error));
      },
    });
  });
}

describe('a stream over WebSocket to a subgraph', () => {
  it('breaks where nobody is there any more at its other end', async () => {
    const { url } = await startQuietSubgraph(false);
    expect(await subscribe(url, 20)).toBe('Error: the subgraph answers no ping');
  });

  it('goes on however long there is nothing to say', async () => {
    const { url, pingedAgain } = await startQuietSubgraph(true);
    expect(await Promise.race([subscribe(url, 300), pingedAgain])).toBe('still there');
  });
});
