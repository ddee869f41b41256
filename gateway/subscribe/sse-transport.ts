import { Pool, type Dispatcher } from 'undici';
import { createEventStreamReader, type StreamEvent } from './read-event-stream.ts';
import {
  toGraphqlResponse,
  type SubscriptionRequest,
  type SubscriptionSink,
  type SubscriptionTransport,
} from './subscription-transport.ts';

export interface SubscriptionTransportOptions {
  readonly url: string;
  /** The largest event that is read, in characters; a larger one breaks its stream off. */
  readonly maxEventSize: number;
}

/**
 * Reaches a subgraph's subscriptions over server-sent events, one connection each (graphql-sse, distinct connections
 * mode). Redirects are not followed. A subgraph that answers in JSON refuses: its answer is the only event.
 */
export function createSseTransport(options: SubscriptionTransportOptions): SubscriptionTransport {
  const url = new URL(options.url);
  // No bound on connections here: how many subscriptions run is limited where they are opened.
  const pool = new Pool(url.origin, { connections: null, pipelining: 1, bodyTimeout: 0 });
  const path = `${url.pathname}${url.search}`;
  return {
    subscribe(request, sink) {
      const controller = new AbortController();
      void receive({ pool, path, request, signal: controller.signal }, options, sink);
      return () => {
        controller.abort();
      };
    },
    close: () => pool.destroy(),
  };
}

interface Exchange {
  readonly pool: Pool;
  readonly path: string;
  readonly request: SubscriptionRequest;
  readonly signal: AbortSignal;
}

async function receive(
  exchange: Exchange,
  { maxEventSize }: SubscriptionTransportOptions,
  sink: SubscriptionSink,
): Promise<void> {
  try {
    const reply = await ask(exchange);
    if (!isEventStream(reply)) await receiveRefusal(reply, maxEventSize, sink);
    else if (!(await receiveEvents(reply, maxEventSize, sink)))
      throw new Error('the stream ended before it was complete');
    sink.complete();
  } catch (error) {
    sink.fail(error);
  }
}

function ask({ pool, path, request, signal }: Exchange): Promise<Dispatcher.ResponseData> {
  return pool.request({
    method: 'POST',
    path,
    headers: {
      ...request.headers,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: request.body,
    headersTimeout: Math.max(1, request.acceptMs),
    signal,
  });
}

function isEventStream({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  const type = String(headers['content-type'] ?? '').toLowerCase();
  return statusCode === 200 && /^text\/event-stream\s*(;|$)/.test(type);
}

/** Whether the stream was complete when it ended. */
async function receiveEvents(
  { body }: Dispatcher.ResponseData,
  maxEventSize: number,
  sink: SubscriptionSink,
): Promise<boolean> {
  const read = createEventStreamReader(maxEventSize);
  // Leaving the loop destroys the body, and with it the connection.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    for (const each of read(chunk)) if (receiveEvent(each, sink)) return true;
  }
  return false;
}

/** Hands an event on; whether it was the last. */
function receiveEvent({ event, data }: StreamEvent, sink: SubscriptionSink): boolean {
  if (event === 'complete') return true;
  const response = event === 'next' ? toGraphqlResponse(JSON.parse(data)) : undefined;
  if (response === undefined) throw new Error('an event is no GraphQL response');
  sink.next(response, data.length);
  return false;
}

async function receiveRefusal(
  { body }: Dispatcher.ResponseData,
  maxSize: number,
  sink: SubscriptionSink,
): Promise<void> {
  let text = '';
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('latin1');
    if (text.length > maxSize) throw new Error(`the reply exceeds ${maxSize} bytes`);
  }
  const response = toGraphqlResponse(JSON.parse(Buffer.from(text, 'latin1').toString('utf8')));
  if (response === undefined) throw new Error('the reply is no GraphQL response');
  sink.next(response, text.length);
}
