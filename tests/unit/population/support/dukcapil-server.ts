import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { readExchanges } from '../../../transcripts/exchanges.ts';

/** One exchange on the wire, as recorded. */
export interface Transcript {
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

export interface ReplayServer {
  readonly origin: string;
  /** The requests that were made, in order; those that no transcript answers are answered by HTTP 418. */
  readonly asked: { readonly path: string; readonly body: unknown; readonly known: boolean }[];
  stop(): Promise<void>;
}

export const readTranscripts = (): readonly Transcript[] => readExchanges('dukcapil');

/** A real HTTP server that answers exactly the recorded requests, with exactly the recorded replies. */
export async function replay(transcripts: readonly Transcript[]): Promise<ReplayServer> {
  const asked: ReplayServer['asked'] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const found = transcripts.find(
        (transcript) =>
          transcript.request.method === request.method &&
          transcript.request.path === request.url &&
          isDeepStrictEqual(transcript.request.body, body),
      );
      asked.push({ path: request.url ?? '', body, known: found !== undefined });
      response.writeHead(found?.response.status ?? 418, found?.response.headers);
      response.end(toText(found?.response.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** An answer to the CALL_NIK of `nik`, made of one record; for replies that no transcript shows. */
export function aReply(record: unknown, status = 200): Transcript['response'] {
  return { status, headers: { 'content-type': 'application/json' }, body: { content: [record] } };
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}
