import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../../common/project-root.ts';

/** One exchange on the wire, as recorded; `{token}` stands for the school's token. */
export interface Transcript {
  readonly name: string;
  readonly request: {
    readonly method: 'GET';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

const FOLDER = join(projectRoot, 'tests/transcripts/dapodik');

export function readTranscripts(): readonly Transcript[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Transcript);
}

export interface WebServer {
  readonly baseUrl: string;
  readonly asked: { readonly url: string; readonly authorization: string | undefined }[];
  /** The most calls that were under way at the same time. */
  most(): number;
  stop(): Promise<void>;
}

/** A real server that answers by a function of the path, and notes what it was asked. */
export async function serve(
  answer: (url: string) => Transcript['response'] | undefined,
  delayMs = 0,
): Promise<WebServer> {
  const asked: WebServer['asked'] = [];
  let [underWay, most] = [0, 0];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push({ url, authorization: request.headers.authorization });
    const { status, headers, body } = answer(url) ?? { status: 418, headers: {}, body: '' };
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    most: () => most,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers exactly the recorded paths with the recorded replies, to whoever has a token. */
export function replay(transcripts: readonly Transcript[]): Promise<WebServer> {
  return serve(
    (url) =>
      transcripts.find(
        ({ request }) =>
          request.path === url && request.headers['authorization'] === 'Bearer {token}',
      )?.response,
  );
}
