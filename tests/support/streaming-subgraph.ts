import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { graphql, type DocumentNode } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { SubgraphQuestion } from './http-subgraph.ts';

/** Events that a stand-in subgraph sends to whoever has subscribed. */
export interface Feed<Event> extends AsyncIterable<Event> {
  send(event: Event): void;
  /** Ends every stream that is open, as a subgraph does that has nothing more to say. */
  end(): void;
  /** Breaks every stream off with an error. */
  fail(error: Error): void;
  /** How many streams are open now, and how many were opened in all. */
  readonly open: number;
  readonly opened: number;
  /** Resolves once so many streams are open. */
  reaches(open: number): Promise<void>;
}

type Step<Event> = { readonly event: Event } | { readonly error: Error } | 'end';

export function createFeed<Event>(): Feed<Event> {
  const streams = new Set<(step: Step<Event>) => void>();
  let watchers: (() => void)[] = [];
  let opened = 0;
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  const tell = (step: Step<Event>) => {
    for (const stream of streams) stream(step);
  };
  return {
    send: (event) => {
      tell({ event });
    },
    end: () => {
      tell('end');
    },
    fail: (error) => {
      tell({ error });
    },
    get open() {
      return streams.size;
    },
    get opened() {
      return opened;
    },
    reaches: (open) =>
      new Promise((resolve) => {
        const check = () => {
          if (streams.size !== open) return;
          watchers = watchers.filter((each) => each !== check);
          resolve();
        };
        watchers.push(check);
        check();
      }),
    [Symbol.asyncIterator]() {
      const waiting: Step<Event>[] = [];
      let wake: () => void = () => undefined;
      let closed = false;
      const stream = (step: Step<Event>) => {
        waiting.push(step);
        wake();
      };
      const close = () => {
        closed = true;
        streams.delete(stream);
        wake();
        changed();
        return { done: true as const, value: undefined };
      };
      streams.add(stream);
      opened += 1;
      changed();
      return {
        async next() {
          while (waiting.length === 0 && !closed)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          const step = waiting.shift();
          if (closed || step === undefined || step === 'end') return close();
          if ('event' in step) return { done: false, value: step.event };
          close();
          throw step.error;
        },
        return: () => Promise.resolve(close()),
      };
    },
  };
}

export interface StreamingSubgraph {
  readonly url: string;
  /** Breaks every WebSocket off, without a word. */
  breakSockets(): void;
  stop(): Promise<void>;
}

/**
 * A subgraph on a real socket that serves queries in JSON, and subscriptions by the two libraries' own servers. Every
 * question is noted in `asked`; of a subscription over WebSocket, with the headers of its handshake.
 */
export async function startStreamingSubgraph(options: {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: GraphQLResolverMap<unknown>;
  readonly asked: SubgraphQuestion[];
  /** Holds every JSON answer back until it resolves, for the question that it is given. */
  readonly hold?: (question: SubgraphQuestion, gone: Promise<void>) => Promise<void> | undefined;
}): Promise<StreamingSubgraph> {
  const { name, asked, typeDefs, resolvers } = options;
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  const note = (request: IncomingMessage, body: string): SubgraphQuestion => {
    const { query, variables = {} } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const question = { subgraph: name, query, variables, headers: request.headers, body };
    asked.push(question);
    return question;
  };
  const events = createHandler({ schema });
  const server: Server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await readBody(request);
      const question = note(request, body);
      if (request.headers.accept === 'text/event-stream') {
        // The library reads the body from the request, which has been read here.
        const { method, url, headers } = request;
        const again = Object.assign(Readable.from([body]), { method, url, headers });
        await events(again as unknown as IncomingMessage, response);
        return;
      }
      const gone = new Promise<void>((resolve) => response.once('close', resolve));
      await options.hold?.(question, gone);
      if (response.destroyed) return;
      const { query: source, variables: variableValues } = question;
      const result = await graphql({ schema, source, variableValues });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    };
    answer().catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const served = useServer(
    {
      schema,
      onSubscribe: ({ extra }, _id, payload) => {
        note(extra.request, JSON.stringify(payload));
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    breakSockets() {
      for (const client of sockets.clients) client.terminate();
    },
    async stop() {
      for (const client of sockets.clients) client.terminate();
      await served.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
