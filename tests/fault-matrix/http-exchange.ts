import type { Socket } from 'node:net';

import type { Behaviour } from '../support/tcp-proxy.ts';

export const FIFTY_MB = 50_000_000;

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request that was passed on, and what the peer replied; the client is still waiting. */
export interface Exchange {
  readonly reply: HttpReply;
  readonly client: Socket;
}

/**
 * Speaks just enough HTTP/1.1 to hold back a whole reply: each request goes to the peer over a connection of its own,
 * and `answer` writes to the client what it likes. For clients that wait for a reply before the next request.
 */
export function whenHttp(answer: (exchange: Exchange) => void): Behaviour {
  return (client, reach) => {
    let pending = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      const request = takeRequest(pending);
      if (request === undefined) return;
      pending = Buffer.alloc(0);
      const peer = reach();
      const parts: Buffer[] = [];
      peer.on('data', (part: Buffer) => parts.push(part));
      peer.once('end', () => {
        if (!client.destroyed) answer({ reply: readReply(Buffer.concat(parts)), client });
      });
      peer.write(request);
    });
  };
}

/** The request with `connection: close`, or undefined while some of it is missing. */
function takeRequest(bytes: Buffer): Buffer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.subarray(0, end).toString('latin1');
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const body = bytes.subarray(end + 4);
  if (body.length < length) return undefined;
  const others = head.replace(/\r\nconnection:[^\r]*/gi, '');
  return Buffer.concat([Buffer.from(`${others}\r\nconnection: close\r\n\r\n`, 'latin1'), body]);
}

function readReply(bytes: Buffer): HttpReply {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const raw = bytes.subarray(end + 4);
  const body = headers.get('transfer-encoding') === 'chunked' ? joinChunks(raw) : raw;
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: { 'content-type': headers.get('content-type') ?? 'application/json' },
    body: body.toString('utf8'),
  };
}

function joinChunks(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at);
    const length = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (end < 0 || !(length > 0)) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
