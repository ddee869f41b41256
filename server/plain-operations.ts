import type { IncomingMessage, ServerResponse } from 'node:http';
import { Cancellation } from '../gateway/cancellation.ts';
import type { RawHeaders, RawRequest, RawResponse } from '../gateway/http.ts';
import { mayAskForStream } from '../gateway/read/read-answer-ways.ts';
import type { ReadClientAddress } from './client-address.ts';
import { encodeUtf8 } from './encode-utf8.ts';

export interface PlainOperationsOptions {
  readonly handle: (raw: RawRequest, signal: Cancellation) => Promise<RawResponse>;
  /** What is answered where `handle` rejects. */
  readonly refuse: (error: unknown, headers: RawHeaders) => RawResponse;
  readonly readClientAddress: ReadClientAddress;
  /** Largest body, in bytes. */
  readonly bodyLimit: number;
  /** Whether requests are taken. */
  readonly ready: () => boolean;
}

/**
 * Answers the request that nearly all are, an operation as JSON by POST from no page of another origin, without the
 * framework, which costs as much as a small operation's execution. Whatever is different in any way is left to the
 * framework's routes, which answer every request, and this one just so.
 *
 * @returns whether it takes the request.
 */
export function createPlainOperations(
  options: PlainOperationsOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { handle, refuse, readClientAddress, bodyLimit, ready } = options;
  return (request, response) => {
    if (!isPlain(request, bodyLimit) || !ready()) return false;
    const cancellation = new Cancellation();
    response.once('close', () => {
      if (!response.writableFinished) cancellation.abort();
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const [first] = chunks;
      const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
      const clientAddress = () => readClientAddress(request);
      const raw = { method: 'POST', search: '', headers: request.headers, body, clientAddress };
      handle(raw, cancellation)
        .catch((error: unknown) => refuse(error, request.headers))
        .then((answer) => {
          write(response, answer);
        })
        .catch(() => response.destroy());
    });
    return true;
  };
}

/** Its length is announced and within the limit: the parser sees to it that no more arrives. */
function isPlain({ method, url, headers }: IncomingMessage, bodyLimit: number): boolean {
  return (
    method === 'POST' &&
    url === '/graphql' &&
    headers.origin === undefined &&
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    !mayAskForStream(headers.accept) &&
    Number(headers['content-length']) <= bodyLimit
  );
}

/** A text of up to so many characters is sent together with its headers, as one. */
const SHORT = 2_000;

function write(response: ServerResponse, { status, headers, body, bytes }: RawResponse): void {
  const lines = ['x-content-type-options', 'nosniff'];
  for (const name of Object.keys(headers)) lines.push(name, headers[name] ?? '');
  const writeHead = (length: number) => {
    response.writeHead(status, [...lines, 'content-length', String(length)]);
  };
  if (bytes !== undefined) {
    writeHead(bytes.byteLength);
    response.end(bytes);
  } else if (body.length <= SHORT) {
    writeHead(Buffer.byteLength(body));
    response.end(body);
  } else {
    const encoded = encodeUtf8(body);
    writeHead(encoded.bytes.byteLength);
    response.end(encoded.bytes, () => {
      encoded.release();
    });
  }
}
