import {
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  MessageType,
  parseMessage,
  stringifyMessage,
  type SubscribePayload,
} from 'graphql-ws';
import { WebSocket, type RawData } from 'ws';
import type { SubscriptionTransportOptions } from './sse-transport.ts';
import {
  toGraphqlResponse,
  type SubscriptionRequest,
  type SubscriptionSink,
  type SubscriptionTransport,
} from './subscription-transport.ts';

/** One operation a connection, so its id never changes. */
const OPERATION_ID = '1';

/** How long a subgraph may take to end its side of a connection, in ms; then it is broken off. */
const CLOSING_MS = 2_000;

export interface WsTransportOptions extends SubscriptionTransportOptions {
  /** How often it is asked whether the subgraph is still there, in ms; one that does not answer by the next time is gone. */
  readonly pingMs: number;
}

/**
 * Reaches a subgraph's subscriptions over WebSocket (`graphql-transport-ws`), one connection each: what a caller's
 * envelope says holds for one subscription. The headers, and so the envelope, travel with the handshake.
 */
export function createWsTransport(options: WsTransportOptions): SubscriptionTransport {
  const open = new Set<() => void>();
  return {
    subscribe(request, sink) {
      const stop = subscribe(request, options, sink, () => {
        open.delete(stop);
      });
      open.add(stop);
      return stop;
    },
    close() {
      for (const stop of open) stop();
      open.clear();
      return Promise.resolve();
    },
  };
}

function subscribe(
  request: SubscriptionRequest,
  { url, maxEventSize, pingMs }: WsTransportOptions,
  sink: SubscriptionSink,
  onEnd: () => void,
): () => void {
  const socket = new WebSocket(url, GRAPHQL_TRANSPORT_WS_PROTOCOL, {
    headers: { ...request.headers },
    maxPayload: maxEventSize,
    handshakeTimeout: Math.max(1, request.acceptMs),
    followRedirects: false,
    perMessageDeflate: false,
  });
  const accepting = setTimeout(() => {
    end(() => {
      sink.fail(new Error('the subgraph did not accept the connection in time'));
    });
  }, request.acceptMs);
  let ended = false;
  let answered = true;
  // Who has vanished without a word would else be waited for without end.
  const pinging = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!answered) {
      end(() => {
        sink.fail(new Error('the subgraph answers no ping'));
      });
      return;
    }
    answered = false;
    socket.ping();
  }, pingMs);

  function end(tell: () => void): void {
    if (ended) return;
    ended = true;
    clearTimeout(accepting);
    clearInterval(pinging);
    hangUp(socket);
    onEnd();
    tell();
  }

  function receive(data: RawData): void {
    const text = toText(data);
    const message = parseMessage(text);
    switch (message.type) {
      case MessageType.ConnectionAck:
        clearTimeout(accepting);
        {
          sendSubscribe(socket, request.body);
          return;
        }
      case MessageType.Ping:
        socket.send(stringifyMessage({ type: MessageType.Pong }));
        return;
      case MessageType.Next: {
        const response = toGraphqlResponse(message.payload);
        if (response === undefined) throw new Error('an event is no GraphQL response');
        sink.next(response, text.length);
        return;
      }
      case MessageType.Error:
        // Refused, or ended by an error: the errors are the last event.
        sink.next({ errors: message.payload }, text.length);
        end(() => {
          sink.complete();
        });
        return;
      case MessageType.Complete:
        end(() => {
          sink.complete();
        });
        return;
      default:
        return;
    }
  }

  socket.on('pong', () => {
    answered = true;
  });
  socket.on('open', () => {
    socket.send(stringifyMessage({ type: MessageType.ConnectionInit }));
  });
  socket.on('message', (data) => {
    if (ended) return;
    try {
      receive(data);
    } catch (error) {
      end(() => {
        sink.fail(error);
      });
    }
  });
  socket.on('error', (error) => {
    end(() => {
      sink.fail(error);
    });
  });
  socket.on('close', (code) => {
    end(() => {
      sink.fail(new Error(`the subgraph closed the connection with code ${code}`));
    });
  });
  return () => {
    end(() => undefined);
  };
}

function sendSubscribe(socket: WebSocket, body: string): void {
  const payload = JSON.parse(body) as SubscribePayload;
  socket.send(stringifyMessage({ id: OPERATION_ID, type: MessageType.Subscribe, payload }));
}

/** Says that the operation is over, and ends the connection, whatever the other side does. */
function hangUp(socket: WebSocket): void {
  // A connection that is not open yet is broken off, which is an error of the socket's.
  socket.on('error', () => undefined);
  if (socket.readyState !== WebSocket.OPEN) {
    socket.terminate();
    return;
  }
  socket.send(stringifyMessage({ id: OPERATION_ID, type: MessageType.Complete }), () => undefined);
  socket.close(1000);
  const broken = setTimeout(() => {
    socket.terminate();
  }, CLOSING_MS);
  socket.once('close', () => {
    clearTimeout(broken);
  });
}

function toText(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  throw new Error('a message is no text');
}
