import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../../common/envelope/seal-envelope.ts';
import { systemClock } from '../../../common/clock.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import type { Caller } from '../../../gateway/caller.ts';
import { withEntitlementsKey } from '../../../gateway/authenticate/entitlements-key.ts';
import { ANONYMOUS } from '../../../gateway/authenticate/anonymous-caller.ts';
import { toSharingKey, type EnvelopeFacts } from '../../../gateway/fetch/caller-envelope.ts';
import { personWith } from '../../support/callers.ts';
import {
  startGraph,
  type FederatedGraph,
  type GraphQuestion,
} from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';

const root = { kid: 'test-1', secret: Buffer.alloc(32, 7) };
const open = createEnvelopeOpener({ subgraph: 'shop', roots: [root], clock: systemClock });

const SHOP = `
  scalar Nik @tag(name: "personal")
  type Query { items: [Item] owner: String @tag(name: "personal") verify(nik: Nik): Boolean }
  type Mutation { add: Boolean }
  type Item { name: String tags: [String] }`;

let graph: FederatedGraph;
const joined: string[] = [];
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: { shop: { typeDefs: SHOP } },
    envelopes: { root, subgraphs: ['shop'] },
    onSharedCall: (subgraph) => void joined.push(subgraph),
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  joined.length = 0;
  graph.asked.length = 0;
  graph.answerWith('shop', (response) => {
    sendJson(response, {
      data: { items: [{ name: 'rice', tags: ['a'] }], verify: true, add: true },
    });
  });
});

const person = personWith({ scopes: ['a'], regions: ['36.71' as RegionCode] });
const ITEMS = '{ items { name tags } }';

/** How many calls two questions make that begin before any can be answered. */
async function callsOf(query: string, first: GraphQuestion, second: GraphQuestion) {
  await Promise.all([graph.ask(query, first), graph.ask(query, second)]);
  return graph.asked.length;
}

describe('equal calls in flight', () => {
  it('are one call for one caller, under the id and the nonce of his first request', async () => {
    const answers = [1, 2, 3].map(() => graph.ask(ITEMS, { caller: person }));
    const expected = { data: { items: [{ name: 'rice', tags: ['a'] }] } };
    expect(await Promise.all(answers)).toEqual([expected, expected, expected]);
    expect(graph.asked).toHaveLength(1);
    expect(joined).toEqual(['shop', 'shop']);
    const [question] = graph.asked;
    expect(open(String(question!.headers[ENVELOPE_HEADER]), question!.body).scopes).toEqual(['a']);
  });

  it('are two once the first has been answered', async () => {
    for (const _each of [1, 2]) {
      await graph.ask(ITEMS, { caller: person });
    }
    expect(graph.asked).toHaveLength(2);
  });

  it.each<[string, Caller]>([
    ['nobody', ANONYMOUS],
    [
      'another person of the same rights',
      personWith({ id: 'budi', scopes: ['a'], regions: ['36.71' as RegionCode] }),
    ],
    [
      'the same person with another scope',
      personWith({ scopes: ['b'], regions: ['36.71' as RegionCode] }),
    ],
    [
      'the same person with one scope more',
      personWith({ scopes: ['a', 'b'], regions: ['36.71' as RegionCode] }),
    ],
    [
      'the same person with another policy',
      personWith({ scopes: ['a'], policies: ['p'], regions: ['36.71' as RegionCode] }),
    ],
    [
      'the same person with another region',
      personWith({ scopes: ['a'], regions: ['36.02' as RegionCode] }),
    ],
    [
      'the same person whose NIK the issuer vouches for',
      personWith({
        scopes: ['a'],
        regions: ['36.71' as RegionCode],
        subjectNik: '3671051705809001',
      }),
    ],
    [
      'the same person for another institution',
      withEntitlementsKey({ ...person, institution: 'dinkes-3671' }),
    ],
    [
      'the same person by another application',
      withEntitlementsKey({ ...person, application: 'kiosk' }),
    ],
    [
      'the same person at home elsewhere',
      withEntitlementsKey({ ...person, homeRegions: ['36.02' as RegionCode] }),
    ],
    [
      'the same name from another issuer',
      withEntitlementsKey({ ...person, issuer: 'https://other.invalid' }),
    ],
    [
      'an application of the same name',
      withEntitlementsKey({ ...person, kind: 'APPLICATION' as const }),
    ],
  ])('are two where %s asks the same', async (_who, other) => {
    expect(await callsOf(ITEMS, { caller: person }, { caller: other })).toBe(2);
  });

  it('are two where anything of the operation differs', async () => {
    await Promise.all([
      graph.ask(ITEMS, { caller: person }),
      graph.ask('{ items { tags name } }', { caller: person }),
    ]);
    expect(graph.asked).toHaveLength(2);
  });

  it.each([
    ['changes anything', 'mutation { add }'],
    ['asks about a person', '{ verify(nik: "3671051705809001") }'],
    ['selects what is personal', '{ owner }'],
  ])('are two for the same caller where the operation %s', async (_what, query) => {
    expect(await callsOf(query, { caller: person }, { caller: person })).toBe(2);
  });

  it('are not joined after a mutation, which they may not know of', async () => {
    const before = graph.ask(ITEMS, { caller: person });
    await new Promise<void>((resolve) => {
      graph.answerWith('shop', (response, { query }) => {
        if (query.includes('mutation')) sendJson(response, { data: { add: true } });
        else
          setTimeout(() => {
            sendJson(response, { data: { items: [] } });
          }, 200);
        resolve();
      });
    });
    await graph.ask('mutation { add }', { caller: personWith({ id: 'budi' }) });
    await Promise.all([before, graph.ask(ITEMS, { caller: person })]);
    expect(graph.asked.map(({ query }) => query.includes('mutation'))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('go on when the first client goes away, and stop when the last does', async () => {
    const clients = [new AbortController(), new AbortController()];
    let closed = 0;
    graph.answerWith('shop', (response) => {
      response.once('close', () => (closed += 1));
    });
    const answers = clients.map(({ signal }) => graph.ask(ITEMS, { caller: person, signal }));
    while (graph.asked.length < 1) await new Promise((resolve) => setTimeout(resolve, 2));
    clients[0]!.abort();
    await answers[0];
    expect(closed).toBe(0);
    clients[1]!.abort();
    await answers[1];
    while (closed < 1) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(graph.asked).toHaveLength(1);
  });

  it('leave a failure to the first', async () => {
    let calls = 0;
    graph.answerWith('shop', (response) => {
      calls += 1;
      if (calls === 1) setTimeout(() => response.destroy(), 20);
      else sendJson(response, { data: { items: [] } });
    });
    const [first, second] = await Promise.all([
      graph.ask(ITEMS, { caller: person }),
      graph.ask(ITEMS, { caller: person }),
    ]);
    expect(first.errors).toMatchObject([{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }]);
    expect(second).toEqual({ data: { items: [] } });
    expect(calls).toBe(2);
  });
});

describe('the key of a call', () => {
  const facts: EnvelopeFacts = {
    caller: person,
    onBehalfOf: [],
    purpose: null,
    caseReference: null,
    requestId: 'r1',
    deadlineAtMs: 1,
  };

  it('is the same for another request of the same facts', () => {
    expect(toSharingKey({ ...facts, requestId: 'r2', deadlineAtMs: 2 })).toBe(toSharingKey(facts));
  });

  it.each<[string, Partial<EnvelopeFacts>]>([
    ['caller', { caller: ANONYMOUS }],
    ['purpose', { purpose: 'PUBLIC_SERVICE' }],
    ['case reference', { caseReference: 'A-1' }],
    ['subjects', { onBehalfOf: [{ nik: '3671051705809001', relation: 'SELF' }] }],
    ['fact that is added later', { 'a forwarded header': 'x' } as Partial<EnvelopeFacts>],
  ])('differs with the %s', (_what, other) => {
    expect(toSharingKey({ ...facts, ...other })).not.toBe(toSharingKey(facts));
  });
});
