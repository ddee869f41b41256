import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { systemClock } from '../../common/clock.ts';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../common/envelope/seal-envelope.ts';
import { createLogger, silentLogger } from '../../common/logger.ts';
import { composeSupergraph } from '../../federation/compose.ts';
import { collapseRequests } from '../../gateway/collapse-requests.ts';
import { createHttpTransport } from '../../gateway/fetch/http-transport.ts';
import { createRequestHandler, type ObservedRequest } from '../../gateway/handle-request.ts';
import { createGateway, type Gateway } from '../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../server/gateway-config.ts';
import {
  sendJson,
  startHttpSubgraph,
  type HttpSubgraph,
  type SubgraphQuestion,
} from '../support/http-subgraph.ts';
import { createTokenFetcher } from '../support/jawara.ts';
import { startTrustedProvider } from '../unit/identity/provider-on-socket.ts';

const root = { kid: 'test-1', secret: Buffer.alloc(32, 7) };
const open = createEnvelopeOpener({ subgraph: 'desk', roots: [root], clock: systemClock });

const DESK = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes", "@tag"])
  scalar Nik @tag(name: "personal")
  type Query { desk: Desk verify(nik: Nik): Boolean owner: String @tag(name: "personal") }
  type Mutation { stamp: Boolean }
  type Desk {
    actor: String
    facts: [String]
    residents: Int @requiresScopes(scopes: [["population:read"]])
    payments: Int @requiresScopes(scopes: [["payments:read"]])
  }`);
const QUERY = '{ desk { actor facts residents payments } }';

let provider: Awaited<ReturnType<typeof startTrustedProvider>>;
let subgraph: HttpSubgraph;
let sdl: string;
let tokenOf: (persona: string) => Promise<string>;
const asked: SubgraphQuestion[] = [];
beforeAll(async () => {
  provider = await startTrustedProvider();
  tokenOf = createTokenFetcher(provider.provider.issuer);
  subgraph = await startHttpSubgraph({ name: 'desk', typeDefs: DESK, resolvers: {}, asked });
  const composed = composeSupergraph([{ name: 'desk', url: subgraph.url, typeDefs: DESK }]);
  if (!composed.ok) throw new Error('the graph does not compose');
  sdl = composed.supergraphSdl;
});
afterAll(async () => {
  await subgraph.stop();
  await provider.stop();
});
beforeEach(() => {
  asked.length = 0;
  // Answers by the envelope: whoever got another's answer would show another's facts.
  subgraph.answerWith((response, { headers, body }) => {
    const { actor, scopes, regions, institution, purpose } = open(
      String(headers[ENVELOPE_HEADER]),
      body,
    );
    const facts = [...scopes, ...regions, institution, purpose].map(String);
    const desk = { actor, facts, residents: 1, payments: 2 };
    sendJson(response, { data: { desk, verify: true, owner: 'SITI', stamp: true } });
  });
});

interface Door {
  readonly gateway: Gateway;
  readonly observed: ObservedRequest[];
  readonly logLines: string[];
  readonly collapsed: () => number;
  ask(
    query: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly id: string; readonly text: string; readonly status: number }>;
}

/** A gateway that shares what is asked for, without HTTP before it. */
function openDoor(sharing: { readonly calls: boolean; readonly requests: boolean }): Door {
  const { issuer, jwksUri, audience } = provider.provider;
  const config = gatewayConfigSchema.parse({
    authentication: { issuers: [{ issuer, jwksUri, audience }] },
    subgraphs: { desk: { envelope: true } },
    sharing,
    planning: { threads: 0 },
  });
  const logLines: string[] = [];
  const logger = createLogger({
    level: 'info',
    destination: { write: (line) => void logLines.push(line) },
  });
  const gateway = createGateway({
    supergraphSdl: sdl,
    config,
    envelopeRoot: root,
    createTransport: (_name, url) => createHttpTransport({ url }),
    production: false,
    clock: systemClock,
    logger: silentLogger,
  });
  const observed: ObservedRequest[] = [];
  let collapsed = 0;
  const common = { logger, observe: (each: ObservedRequest) => void observed.push(each) };
  const handle = createRequestHandler({ ...common, handleOperation: gateway.handle });
  const door = sharing.requests
    ? collapseRequests({
        ...common,
        handle,
        clock: systemClock,
        deadlineMs: config.deadlineMs,
        onCollapsed: () => (collapsed += 1),
      }).handle
    : handle;
  return {
    gateway,
    observed,
    logLines,
    collapsed: () => collapsed,
    async ask(query, headers = {}) {
      const reply = await door(
        {
          method: 'POST',
          search: '',
          headers: { 'content-type': 'application/json', ...headers },
          body: Buffer.from(JSON.stringify({ query })),
        },
        new AbortController().signal,
      );
      return { id: reply.headers['x-request-id'] ?? '', text: reply.body, status: reply.status };
    },
  };
}

const headersOf = async (persona: string | null): Promise<Record<string, string>> =>
  persona === null ? {} : { authorization: `Bearer ${await tokenOf(persona)}` };
/** An answer but for its request ids. */
const bare = ({ id, text }: { readonly id: string; readonly text: string }) =>
  text.replaceAll(id, 'ID');

describe.each([
  ['equal calls', { calls: true, requests: false }],
  ['equal requests', { calls: false, requests: true }],
  ['both', { calls: true, requests: true }],
])('with %s shared', (_what, sharing) => {
  let door: Door;
  beforeAll(() => {
    door = openDoor(sharing);
  });
  afterAll(() => door.gateway.close());

  it('no two personas get anything of each other, and one persona asks once', async () => {
    const personas = [null, ...provider.provider.personas.keys()];
    expect(personas.length).toBeGreaterThanOrEqual(8);
    const headers = new Map<string | null, Record<string, string>>();
    const alone = new Map<string | null, string>();
    for (const persona of personas) {
      headers.set(persona, await headersOf(persona));
      alone.set(persona, bare(await door.ask(QUERY, headers.get(persona))));
    }
    expect(new Set(alone.values()).size).toBe(personas.length);
    for (const first of personas) {
      for (const second of personas) {
        asked.length = 0;
        const answers = await Promise.all(
          [first, second].map((persona) => door.ask(QUERY, headers.get(persona))),
        );
        expect({ first, second, answers: answers.map(bare), calls: asked.length }).toEqual({
          first,
          second,
          answers: [alone.get(first), alone.get(second)],
          calls: first === second ? 1 : 2,
        });
        expect(answers[0]!.id).not.toBe(answers[1]!.id);
      }
    }
  });

  it.each([
    ['Jawara-Purpose', { 'jawara-purpose': 'PUBLIC_SERVICE' }],
    ['Jawara-Case-Reference', { 'jawara-case-reference': 'A-1' }],
  ])('another %s is another question', async (_name, other) => {
    const headers = await headersOf('petugas-3671');
    await Promise.all([door.ask(QUERY, headers), door.ask(QUERY, { ...headers, ...other })]);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['changes anything', 'mutation { stamp }'],
    ['asks about a person', '{ verify(nik: "3671051705809001") }'],
    ['selects what is personal', '{ owner }'],
  ])('what %s is asked for each time', async (_what, query) => {
    const headers = {
      ...(await headersOf('petugas-3671')),
      'jawara-purpose': 'PUBLIC_SERVICE',
    };
    await Promise.all([door.ask(query, headers), door.ask(query, headers)]);
    expect(asked).toHaveLength(2);
  });
});

describe('collapsed requests', () => {
  let door: Door;
  beforeEach(() => {
    door = openDoor({ calls: false, requests: true });
  });
  afterEach(() => door.gateway.close());

  it('each have an id of their own, in the header, in errors, in the log and in the metrics', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => door.ask(QUERY)));
    expect(asked).toHaveLength(1);
    expect(door.collapsed()).toBe(2);
    const ids = answers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    for (const { id, text } of answers) {
      const { errors } = JSON.parse(text) as { errors: { extensions: { requestId: string } }[] };
      expect(errors.map(({ extensions }) => extensions.requestId)).toEqual([id, id]);
    }
    expect(door.observed.map(({ outcome, errors }) => ({ outcome, errors }))).toEqual(
      [1, 2, 3].map(() => ({ outcome: 'UNAUTHENTICATED', errors: 2 })),
    );
    const lines = door.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ requestId }) => requestId).sort()).toEqual([...ids].sort());
    const executed = lines.find(({ executedAs }) => executedAs === undefined);
    expect(lines.filter(({ executedAs }) => executedAs === executed!['requestId'])).toHaveLength(2);
  });

  it('differ by every header that could decide something, known or not', async () => {
    for (const other of ['accept-language', 'x-anything', 'accept']) {
      asked.length = 0;
      await Promise.all([door.ask(QUERY), door.ask(QUERY, { [other]: 'application/json' })]);
      expect({ other, calls: asked.length }).toEqual({ other, calls: 2 });
    }
  });

  it('do not differ by who carries them', async () => {
    await Promise.all([
      door.ask(QUERY, { 'user-agent': 'a', traceparent: '1' }),
      door.ask(QUERY, { 'user-agent': 'b', 'x-forwarded-for': '10.0.0.1' }),
    ]);
    expect(asked).toHaveLength(1);
  });

  it('are executed anew once they have been answered', async () => {
    await door.ask(QUERY);
    await door.ask(QUERY);
    expect(asked).toHaveLength(2);
  });

  it('are refused each for itself', async () => {
    const answers = await Promise.all([door.ask('{ nothing }'), door.ask('{ nothing }')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map(bare)).size).toBe(1);
    expect(door.collapsed()).toBe(0);
  });
});
