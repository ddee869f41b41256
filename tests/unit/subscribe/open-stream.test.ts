import { describe, expect, it } from '@jest/globals';

import { ClientError } from '../../../common/errors/errors.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createStreamOpener } from '../../../gateway/subscribe/open-stream.ts';
import { createWaitingSum } from '../../../gateway/subscribe/waiting-sum.ts';
import type { SubscriptionSink } from '../../../gateway/subscribe/subscription-transport.ts';

/** A stream, and the hand of the subgraph at its other end. */
function open(waitingSum = createWaitingSum(1_000)) {
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
    waitingSum,
  })({ requestId: 'r', seal: () => undefined, acceptMs: 1_000 }, 'prices', '{}');
  const [subgraph] = hands;
  if (subgraph === undefined) throw new Error('nothing was asked');
  return { stream, subgraph, isClosed: () => closed };
}

describe("a subgraph's stream", () => {
  it('ends, and drops what waits, where that is the most of what is too much for all', async () => {
    const sum = createWaitingSum(100);
    const [slow, quick] = [open(sum), open(sum)];
    slow.subgraph.next({ data: 1 }, 60);
    quick.subgraph.next({ data: 2 }, 50);
    const events = slow.stream.events[Symbol.asyncIterator]();
    await expect(events.next()).rejects.toMatchObject({
      code: 'SUBSCRIPTION_OVERLOADED',
      retryable: true,
    });
    expect(slow.isClosed()).toBe(true);
    expect((await quick.stream.events[Symbol.asyncIterator]().next()).value).toEqual({ data: 2 });
    expect(quick.isClosed()).toBe(false);
  });

  it('counts for nothing in that sum what was taken, or was dropped when it ended', async () => {
    const sum = createWaitingSum(100);
    const [taken, dropped, last] = [open(sum), open(sum), open(sum)];
    taken.subgraph.next({ data: 1 }, 90);
    await taken.stream.events[Symbol.asyncIterator]().next();
    dropped.subgraph.next({ data: 1 }, 90);
    dropped.stream.end('drop');
    last.subgraph.next({ data: 1 }, 90);
    expect([taken, last].map(({ isClosed }) => isClosed())).toEqual([false, false]);
  });

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
