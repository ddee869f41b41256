import { describe, expect, it } from '@jest/globals';

import { ClientError } from '../../../common/errors/errors.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createStreamOpener } from '../../../gateway/subscribe/open-stream.ts';
import type { SubscriptionSink } from '../../../gateway/subscribe/subscription-transport.ts';

/** A stream, and the hand of the subgraph at its other end. */
function open() {
  const hands: SubscriptionSink[] = [];
  let closed = false;
  const transport = {
    subscribe(_request: unknown, sink: SubscriptionSink) {
      hands.push(sink);
      return () => {
        closed = true;
      };
    },
    close: () => Promise.resolve(),
  };
  const stream = createStreamOpener({
    transports: new Map([['prices', transport]]),
    envelopeHeader: 'envelope',
    logger: silentLogger,
    waiting: { items: 10, size: 100 },
  })({ requestId: 'r', seal: () => undefined, acceptMs: 1_000 }, 'prices', '{}');
  const [subgraph] = hands;
  if (subgraph === undefined) throw new Error('nothing was asked');
  return { stream, subgraph, isClosed: () => closed };
}

describe("a subgraph's stream", () => {
  it('gives nothing that waits once its caller may have no more of it', async () => {
    const { stream, subgraph, isClosed } = open();
    subgraph.next({ data: 1 }, 1);
    subgraph.next({ data: 2 }, 1);
    const events = stream.events[Symbol.asyncIterator]();
    expect((await events.next()).value).toEqual({ data: 1 });
    stream.fail(new ClientError('SUBSCRIPTION_TOKEN_EXPIRED'));
    await expect(events.next()).rejects.toMatchObject({ code: 'SUBSCRIPTION_TOKEN_EXPIRED' });
    expect(isClosed()).toBe(true);
  });

  it('gives nothing that waits either where the subgraph has ended it before', async () => {
    const { stream, subgraph } = open();
    subgraph.next({ data: 1 }, 1);
    subgraph.complete();
    stream.fail(new ClientError('SUBSCRIPTION_TOKEN_EXPIRED'));
    const events = stream.events[Symbol.asyncIterator]();
    await expect(events.next()).rejects.toMatchObject({ code: 'SUBSCRIPTION_TOKEN_EXPIRED' });
  });

  it('gives what waits where the subgraph breaks it off', async () => {
    const { stream, subgraph } = open();
    subgraph.next({ data: 1 }, 1);
    subgraph.fail(new Error('gone'));
    const events = stream.events[Symbol.asyncIterator]();
    expect((await events.next()).value).toEqual({ data: 1 });
    await expect(events.next()).rejects.toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR' });
  });
});
