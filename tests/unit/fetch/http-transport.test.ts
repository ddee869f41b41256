import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createHttpTransport } from '../../../gateway/fetch/http-transport.ts';
import { startGraph } from '../../support/federated-graph.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = { headers: {}, body: '{}', signal: new AbortController().signal };

describe('the HTTP transport', () => {
  it('does not follow a redirect', async () => {
    let contacted = 0;
    const elsewhere = await serve((_request, response) => {
      contacted += 1;
      response.end();
    });
    const url = await serve((_request, response) => {
      response.writeHead(307, { location: elsewhere }).end();
    });
    const transport = createHttpTransport({ url });
    expect(await transport.send(request)).toEqual({ status: 307, body: '' });
    expect(contacted).toBe(0);
    await transport.close();
  });

  it('reads no more than the limit, by the byte', async () => {
    const url = await serve((incoming, response) => {
      response.end('é'.repeat(Number(incoming.url?.slice(1))));
    });
    const transport = (length: number) =>
      createHttpTransport({ url: `${url}/${length}`, maxReplyBytes: 10 });
    await expect(transport(6).send(request)).rejects.toThrow('10 bytes');
    expect((await transport(5).send(request)).body).toBe('ééééé');
  });

  it('cuts a reply of 200 MB off at the limit, and asks for no more of it', async () => {
    const chunk = Buffer.alloc(100_000, ' ');
    let sent = 0;
    let isOver = false;
    const url = await serve((_incoming, response) => {
      const sendOn = () => {
        while (!isOver && sent < 200_000_000) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', sendOn);
            return;
          }
        }
        response.end();
      };
      response.once('close', () => (isOver = true));
      sendOn();
    });
    const transport = createHttpTransport({ url, maxReplyBytes: 1_000_000 });
    await expect(transport.send(request)).rejects.toThrow('1000000 bytes');
    await transport.close();
    // What the sockets' buffers hold comes on top.
    expect(sent).toBeLessThan(20_000_000);
  });

  it('rejects where nothing listens', async () => {
    const transport = createHttpTransport({ url: 'http://127.0.0.1:1/' });
    await expect(transport.send(request)).rejects.toThrow();
    await transport.close();
  });

  it('sends nothing with a signal that has fired', async () => {
    let contacted = 0;
    const url = await serve((_request, response) => {
      contacted += 1;
      response.end();
    });
    const transport = createHttpTransport({ url });
    await expect(transport.send({ ...request, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(contacted).toBe(0);
    await transport.close();
  });
});

describe('a client that goes away', () => {
  it('stops the outgoing requests, and what would have followed is not sent', async () => {
    const graph = await startGraph({
      subgraphs: {
        first: {
          typeDefs: 'type Query { user: User } type User @key(fields: "id") { id: ID! }',
        },
        second: {
          typeDefs:
            'type Query { hello: String } type User @key(fields: "id") { id: ID! name: String }',
        },
      },
    });
    const client = new AbortController();
    const closed = new Promise<void>((resolve) => {
      graph.answerWith('first', (response) => {
        response.once('close', () => {
          resolve();
        });
        client.abort();
      });
    });
    await graph.ask('{ user { id name } }', { signal: client.signal });
    await closed;
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['first']);
    await graph.stop();
  });
});
