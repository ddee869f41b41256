import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange } from '../../transcripts/exchanges.ts';

export interface WebServer {
  readonly baseUrl: string;
  readonly asked: { readonly url: string; readonly authorization: string | undefined }[];
  /** The most calls that were under way at the same time. */
  most(): number;
  stop(): Promise<void>;
}

/** A real server that answers by a function of the path, and notes what it was asked. */
export async function serve(
  answer: (url: string) => Exchange['response'] | undefined,
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

/** Answers exactly the recorded paths with the recorded replies, to whoever has a token: there `{token}` stands for it. */
export function replay(transcripts: readonly Exchange[]): Promise<WebServer> {
  return serve(
    (url) =>
      transcripts.find(
        ({ request }) =>
          request.path === url && request.headers['authorization'] === 'Bearer {token}',
      )?.response,
  );
}
