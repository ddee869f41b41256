import { connect } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { request } from 'undici';
import { ENVELOPE_HEADER } from '../../../common/envelope/seal-envelope.ts';
import { serveSubgraph, type ServedSubgraph } from '../../../server/serve-subgraph.ts';
import type { Subgraph } from '../../../subgraphs/shared/subgraph.ts';

const ENVELOPE = `key.${'p'.repeat(40)}.${'s'.repeat(43)}`;

let served: ServedSubgraph;
/** The bodies that the handler was given. */
let handled: string[];
afterEach(() => served.stop());

async function serve(handle: Partial<Pick<Subgraph, 'handle'>> = {}): Promise<void> {
  handled = [];
  served = await serveSubgraph({
    name: 'test',
    typeDefs: undefined as never,
    async handle({ headers, body }) {
      handled.push(body);
      const status = headers[ENVELOPE_HEADER] === ENVELOPE ? 200 : 401;
      return { status, headers: { 'content-type': 'application/json' }, body: '{}' };
    },
    stop: () => Promise.resolve(),
    ...handle,
  });
}

const post = (body: string, headers: Record<string, string> = { [ENVELOPE_HEADER]: ENVELOPE }) =>
  request(served.url, { method: 'POST', headers, body }).then(async (reply) => {
    await reply.body.dump();
    return reply.statusCode;
  });

it.each([
  ['without an envelope', {}],
  ['with what cannot be one', { [ENVELOPE_HEADER]: 'key.payload.signature' }],
])('refuses a request %s without reading its body', async (_what, headers) => {
  await serve();
  expect(await post('x'.repeat(100_000), headers)).toBe(401);
  expect(handled).toEqual(['']);
});

it.each([
  ['GET', '/graphql', 405],
  ['POST', '/elsewhere', 404],
] as const)('refuses %s %s', async (method, path, status) => {
  await serve();
  const url = new URL(path, served.url);
  expect((await request(url, { method })).statusCode).toBe(status);
  expect(handled).toEqual([]);
});

it.each([
  ['that says its length', (text: string) => text],

  [
    'that does not',
    async function* (text: string) {
      yield text;
    },
  ],
] as const)('says of a body %s that it is too large', async (_what, toBody) => {
  await serve();
  const reply = await request(served.url, {
    method: 'POST',
    headers: { [ENVELOPE_HEADER]: ENVELOPE },
    body: toBody('x'.repeat(4_000_001)) as never,
  });
  expect(reply.statusCode).toBe(413);
  expect(handled).toEqual([]);
});

it('says of a handler that fails that it is at fault itself', async () => {
  await serve({ handle: () => Promise.reject(new Error('broken')) });
  expect(await post('{}')).toBe(500);
});

it('hands nothing on of a body that breaks off, and serves the next one', async () => {
  await serve();
  const { hostname, port } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\n${ENVELOPE_HEADER}: ${ENVELOPE}\r\ncontent-length: 9\r\n\r\n`;
  await new Promise<void>((resolve) =>
    socket.write(`${head}{}`, () => {
      resolve();
    }),
  );
  socket.destroy();
  expect(await post('{"query":"{ a }"}')).toBe(200);
  expect(handled).toEqual(['{"query":"{ a }"}']);
});
