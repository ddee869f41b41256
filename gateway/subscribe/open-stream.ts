import { ClientError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import { createEventQueue, type QueueLimits } from './event-queue.ts';
import type { WaitingSum } from './waiting-sum.ts';
import type { SubscriptionTransport } from './subscription-transport.ts';

/** A GraphQL response; it is its taker's to change. */
export type SubgraphEvent = Record<string, unknown>;

/** What a stream carries of the operation that it is opened for. */
export interface StreamRequest {
  readonly requestId: string;
  /** Seals an envelope over the body; undefined for a subgraph that gets none. */
  readonly seal: (subgraph: string, body: string) => string | undefined;
  /** How long the subgraph may take to accept, in ms. */
  readonly acceptMs: number;
}

/** A subgraph's events, as they arrive. Iterated once. */
export interface OpenedStream {
  /** Throws a ClientError where the stream breaks, or where events arrive faster than they are taken. */
  readonly events: AsyncIterable<SubgraphEvent>;
  /** Ends it here and at the subgraph. What waits is still given, unless it is dropped. */
  end(waiting: 'give' | 'drop'): void;
  /** Ends it here and at the subgraph. What waits is dropped: the iteration throws now. */
  fail(error: ClientError): void;
}

export type OpenStream = (request: StreamRequest, subgraph: string, body: string) => OpenedStream;

export interface StreamOptions {
  /** Of the subgraphs that are configured to serve subscriptions. */
  readonly transports: ReadonlyMap<string, SubscriptionTransport>;
  readonly envelopeHeader: string;
  readonly logger: Logger;
  /** How many events may wait for one subscription. */
  readonly waiting: QueueLimits;
  /** What may wait for all of them together; an event counts for the characters that it was. */
  readonly waitingSum: WaitingSum;
}

/**
 * Makes the function that opens a subgraph's stream.
 *
 * @throws ClientError - from it: SUBSCRIPTION_NOT_SERVED where the subgraph is not configured for subscriptions. From
 *   the events: DOWNSTREAM_SERVICE_ERROR, SUBSCRIPTION_TOO_SLOW, SUBSCRIPTION_OVERLOADED.
 */
export function createStreamOpener(options: StreamOptions): OpenStream {
  return (request, subgraph, body) => {
    const transport = options.transports.get(subgraph);
    if (transport === undefined)
      throw new ClientError('SUBSCRIPTION_NOT_SERVED', { service: subgraph });
    const envelope = request.seal(subgraph, body);
    const tellSize = options.waitingSum.join(() => {
      fail(new ClientError('SUBSCRIPTION_OVERLOADED'));
    });
    const queue = createEventQueue<SubgraphEvent>(options.waiting, tellSize);
    let ended = false;
    const close = transport.subscribe(
      {
        body,
        acceptMs: request.acceptMs,
        headers: envelope === undefined ? {} : { [options.envelopeHeader]: envelope },
      },
      {
        next(event, size) {
          if (ended || queue.push(event, size)) return;
          queue.fail(new ClientError('SUBSCRIPTION_TOO_SLOW', { limit: options.waiting.items }));
          stop();
        },
        complete: () => {
          queue.end();
        },
        fail(cause) {
          // What breaks off because it was ended here is no fault.
          if (ended) return;
          const { requestId } = request;
          options.logger.warn({ requestId, subgraph, err: cause }, 'a stream broke off');
          queue.fail(new ClientError('DOWNSTREAM_SERVICE_ERROR', { service: subgraph }, { cause }));
        },
      },
    );
    const stop = () => {
      ended = true;
      close();
    };
    const fail = (error: ClientError) => {
      queue.abort(error);
      stop();
    };
    return {
      events: queue,
      end(waiting) {
        if (waiting === 'drop') queue.clear();
        else queue.end();
        stop();
      },
      fail,
    };
  };
}
