import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CaseSubgraph, SubgraphRequest } from './create-case-subgraph.ts';
import type { Fault } from './read-topic.ts';

/** One HTTP server for the subgraphs of all topics, each at a path of its own. */
export interface CaseServer {
  readonly origin: string;
  /** From now on the server is these subgraphs. */
  serve(subgraphs: ReadonlyMap<string, CaseSubgraph>): void;
  /** Begins a case: nothing was asked yet, and these faults happen. */
  begin(faults: Readonly<Record<string, Fault>>): void;
  /** How many requests each subgraph got since the case began. */
  readonly asked: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Starts the server; `keys` is what it answers at `/keys` (RFC 7517), for tokens. */
export async function startCaseServer(keys: readonly unknown[]): Promise<CaseServer> {
  let subgraphs: ReadonlyMap<string, CaseSubgraph> = new Map();
  let faults: Readonly<Record<string, Fault>> = {};
  const asked = new Map<string, number>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = (request.url ?? '').slice(1);
    if (name === 'keys') {
      sendJson(response, 200, { keys });
      return;
    }
    const sent = JSON.parse(await readBody(request)) as SubgraphRequest;
    asked.set(name, (asked.get(name) ?? 0) + 1);
    const fault = faults[name];
    if (fault !== undefined) misbehave(response, fault);
    else sendJson(response, 200, ask(subgraphs.get(name), name, sent));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      sendJson(response, 500, { errors: [{ message: String(error) }] });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    serve(next) {
      subgraphs = next;
    },
    begin(next) {
      faults = next;
      asked.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function ask(subgraph: CaseSubgraph | undefined, name: string, request: SubgraphRequest): unknown {
  if (subgraph === undefined) throw new Error(`no subgraph "${name}" in this topic`);
  return subgraph(request);
}

function misbehave(response: ServerResponse, fault: Fault): void {
  if (fault.hangUp === true) response.destroy();
  else if (fault.body === undefined) sendJson(response, fault.status ?? 200, fault.reply ?? {});
  else response.writeHead(fault.status ?? 200, { 'content-type': 'text/html' }).end(fault.body);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
