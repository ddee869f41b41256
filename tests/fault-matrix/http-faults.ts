import type { Socket } from 'node:net';

import type { Behaviour } from '../support/tcp-proxy.ts';
import type { Fault } from './faults.ts';
import { FIFTY_MB, whenHttp, type Exchange, type HttpReply } from './http-exchange.ts';

/** How the proxy acts out a fault of the reply to an HTTP request; others are passed on unchanged. */
export const httpFaults: Partial<Record<Fault, () => Behaviour>> = {
  'a reset mid-body': () =>
    whenHttp(({ reply, client }) => {
      const bytes = toBytes(reply);
      client.write(bytes.subarray(0, bytes.length - Math.ceil(reply.body.length / 2)), () => {
        client.resetAndDestroy();
      });
    }),
  'a reply that breaks off': () =>
    changing((reply) => ({
      ...reply,
      body: reply.body.slice(0, Math.floor(reply.body.length / 2)),
    })),
  'HTML in a 200': () =>
    changing(() => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><html><body><h1>Sedang dalam perbaikan</h1></body></html>',
    })),
  '50 MB': () =>
    whenHttp(({ client }) => {
      sendFiftyMb(client);
    }),
  'the wrong order': () =>
    changing(
      withLists(
        (rows) => [...rows].reverse(),
        (value) => JSON.stringify(value),
      ),
    ),
  'rows twice': () =>
    changing(
      withLists(
        (rows) => rows.flatMap((row) => [row, row]),
        (value) => JSON.stringify(value),
      ),
    ),
  'duplicate keys': () =>
    changing(
      withLists(
        (rows) => rows,
        (value) => write(value, rubbishFirst),
      ),
    ),
  '__proto__ keys': () =>
    changing(
      withLists(
        (rows) => rows,
        (value) => write(value, pollution),
      ),
    ),
  'a 401 storm': () => changing(() => ({ status: 401, headers: {}, body: '{"error":"x"}' })),
  'a 429 with a long Retry-After': () => changing(() => tooMany(3_600)),
  'one 429 with a short Retry-After': () => {
    let calls = 0;
    return changing((reply) => {
      calls += 1;
      return calls === 1 ? tooMany(1) : reply;
    });
  },
};

function tooMany(seconds: number): HttpReply {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: '{"error":"x"}' };
}

function changing(change: (reply: HttpReply) => HttpReply): Behaviour {
  return whenHttp(({ reply, client }: Exchange) => {
    client.write(toBytes(change(reply)));
  });
}

function toBytes({ status, headers, body }: HttpReply): Buffer {
  const length = Buffer.byteLength(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `HTTP/1.1 ${status} X\r\n${lines.join('')}content-length: ${length}\r\n\r\n${body}`,
  );
}

/** In chunks, so that nobody knows before how much it will be. */
function sendFiftyMb(client: Socket): void {
  const chunk = Buffer.alloc(0x10000, 'x');
  const framed = Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')]);
  let sent = 0;
  const send = () => {
    while (sent < FIFTY_MB && !client.destroyed) {
      sent += chunk.length;
      if (!client.write(framed)) return void client.once('drain', send);
    }
    if (!client.destroyed) client.write('0\r\n\r\n');
  };
  client.write(
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
  );
  send();
}

/** Changes the lists of rows, and writes the JSON anew; a reply that is none stays as it is. */
function withLists(
  change: (rows: readonly unknown[]) => readonly unknown[],
  toText: (value: unknown) => string,
): (reply: HttpReply) => HttpReply {
  return (reply) => {
    if (!/^[[{]/.test(reply.body)) return reply;
    return { ...reply, body: toText(changeLists(JSON.parse(reply.body), change)) };
  };
}

/** Rows, by whatever adapter, are the outermost lists of objects; what a row itself lists stays as it is. */
function changeLists(
  value: unknown,
  change: (rows: readonly unknown[]) => readonly unknown[],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some(isObject) ? change(value) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, changeLists(member, change)]),
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

type Member = readonly [name: string, value: string];

/** JSON by hand: each object's members are preceded by those that `before` makes of it. */
function write(value: unknown, before: (names: readonly string[]) => readonly Member[]): string {
  if (Array.isArray(value)) return `[${value.map((each) => write(each, before)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]): Member => [
    name,
    write(member, before),
  ]);
  const all = [...before(Object.keys(value)), ...members];
  return `{${all.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

const rubbishFirst = (names: readonly string[]) =>
  names.map((name): Member => [name, '["sampah"]']);

const pollution = (): readonly Member[] => [
  ['__proto__', '{"polluted":true,"error":"x","nik":"1"}'],
  ['constructor', '{"prototype":{"polluted":true}}'],
];
