import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../../common/envelope/seal-envelope.ts';
import { personWith } from '../../support/callers.ts';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';

const root = { kid: 'test-1', secret: Buffer.alloc(32, 7) };
const clock = createFrozenClock('2026-11-21T00:00:00Z');
const subgraphs = {
  ours: {
    typeDefs: 'type Query { users: [User] } type User @key(fields: "id") { id: ID! }',
    resolvers: { Query: { users: () => [{ id: '1' }] } },
  },
  theirs: {
    typeDefs: 'type Query { hello: String } type User @key(fields: "id") { id: ID! name: String }',
    resolvers: { User: { __resolveReference: () => ({ id: '1', name: 'Sari' }) } },
  },
};

let graph: FederatedGraph | undefined;
afterEach(() => graph?.stop());
const start = async (names: readonly string[]): Promise<FederatedGraph> => {
  graph = await startGraph({ subgraphs, clock, envelopes: { root, subgraphs: names } });
  return graph;
};
const openerOf = (subgraph: string) => createEnvelopeOpener({ subgraph, roots: [root], clock });

describe('envelopes', () => {
  it('are not sent to a subgraph that is not configured for them, nor is the token', async () => {
    const { ask, asked } = await start(['ours']);
    await ask('{ users { name } }', { caller: personWith(), purpose: 'PUBLIC_SERVICE' });
    const [ours, theirs] = asked;
    expect(typeof ours?.headers[ENVELOPE_HEADER]).toBe('string');
    expect(Object.keys(theirs?.headers ?? {}).sort()).toEqual([
      'accept',
      'connection',
      'content-length',
      'content-type',
      'host',
    ]);
  });

  it('cover the very bytes that are sent, for one subgraph each, with a nonce each', async () => {
    const { ask, asked } = await start(['ours', 'theirs']);
    const question = { caller: personWith({ scopes: ['a'] }) };
    await ask('{ users { name } }', question);
    await ask('{ users { name } }', question);
    const envelopes = asked.map(({ subgraph, headers, body }) =>
      openerOf(subgraph)(String(headers[ENVELOPE_HEADER]), body),
    );
    expect(envelopes.map(({ subgraph }) => subgraph)).toEqual(['ours', 'theirs', 'ours', 'theirs']);
    expect(new Set(envelopes.map(({ nonce }) => nonce)).size).toBe(4);
    envelopes.forEach((envelope, index) => {
      const body = asked[index]?.body ?? '';
      expect(envelope.bodyHash).toBe(createHash('sha256').update(body).digest('base64url'));
    });
    expect(envelopes[0]).toEqual(
      expect.objectContaining({
        actor: 'person:https://login.invalid#sari',
        scopes: ['a'],
        onBehalfOf: [],
        issuedAtMs: clock.nowMs(),
        deadlineAtMs: clock.nowMs() + 10_000,
      }),
    );
  });

  it('are refused where the body was changed, by another subgraph, and a second time', async () => {
    const { ask, asked } = await start(['ours']);
    await ask('{ users { id } }');
    const header = String(asked[0]?.headers[ENVELOPE_HEADER]);
    const body = asked[0]?.body ?? '';
    expect(() => openerOf('ours')(header, `${body} `)).toThrow('the body was changed');
    expect(() => openerOf('theirs')(header, body)).toThrow('signature');
    const open = openerOf('ours');
    open(header, body);
    expect(() => open(header, body)).toThrow('used before');
  });
});
