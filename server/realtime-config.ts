import { z } from 'zod';

/** How one subgraph serves subscriptions. */
export const subgraphSubscriptionsSchema = z.strictObject({
  protocol: z
    .enum(['sse', 'ws'])
    .describe(
      '`sse` is graphql-sse in distinct connections mode; `ws` is graphql-transport-ws, as graphql-ws has it.',
    ),
  url: z
    .url({ protocol: /^(https?|wss?)$/ })
    .optional()
    .describe('Where, if not at the subgraph’s own URL.'),
});

const atLeastOne = z.int().min(1);

/** Answers of more than one piece: subscriptions and `@defer`. */
export const realtimeSchema = z
  .strictObject({
    defer: z
      .boolean()
      .default(true)
      .describe(
        'Whether operations may use `@defer`. Without it, the schema has no such directive.',
      ),
    subscriptions: atLeastOne
      .default(1_000)
      .describe('Most subscriptions that run in the process; more is SUBSCRIPTION_LIMIT.'),
    subscriptionsPerCaller: atLeastOne
      .default(100)
      .describe(
        'Most subscriptions of one caller: of a token’s subject, or without a token of a client address; more is CALLER_LIMIT.',
      ),
    connections: atLeastOne
      .default(1_000)
      .describe('Most WebSocket connections of the process; more is refused with 503.'),
    connectionsPerCaller: atLeastOne
      .default(100)
      .describe(
        'Most WebSocket connections of one caller; more is refused with 429, or closed with 1013 and CALLER_LIMIT.',
      ),
    operationsPerConnection: atLeastOne
      .default(20)
      .describe('Most operations that run over one WebSocket; more is SUBSCRIPTION_LIMIT.'),
    connectionInitMs: atLeastOne
      .default(5_000)
      .describe('How long a WebSocket may be open without `connection_init`, in ms.'),
    idleMs: atLeastOne
      .default(60_000)
      .describe('How long a WebSocket may be open with no operation running, in ms.'),
    keepAliveMs: atLeastOne
      .default(12_000)
      .describe('After how long a quiet stream is given a sign of life, in ms.'),
    eventSize: atLeastOne
      .default(1_000_000)
      .describe('Largest event read from a subgraph, in characters; a larger one ends its stream.'),
    formerSupergraphMs: z
      .int()
      .min(0)
      .max(2_147_483_647)
      .default(5_000)
      .describe(
        'How long a subscription goes on with a supergraph that was replaced, in ms; then it ends with SUBSCRIPTION_SUPERGRAPH_REPLACED. What the old one allowed is allowed for so long.',
      ),
    waitingEvents: atLeastOne
      .default(100)
      .describe(
        'How many events may wait for one client; with more the subscription ends with SUBSCRIPTION_TOO_SLOW.',
      ),
    waitingSize: atLeastOne
      .default(2_000_000)
      .describe('The same bound in characters of all events that wait for one client.'),
    waitingSizeOfAll: atLeastOne
      .default(50_000_000)
      .describe(
        'Most characters of all events that wait in the process; with more, the subscription for which most waits ends with SUBSCRIPTION_OVERLOADED.',
      ),
  })
  .prefault({});
