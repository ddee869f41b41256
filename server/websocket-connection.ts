import type { IncomingMessage } from 'node:http';
import { GraphQLError, GraphQLSchema, parse, type FormattedExecutionResult } from 'graphql';
import {
  CloseCode,
  makeServer,
  type Context,
  type OperationResult,
  type SubscribePayload,
} from 'graphql-ws';
import type { WebSocket } from 'ws';
import { ClientError } from '../common/errors/errors.ts';
import type { Caller } from '../gateway/caller.ts';
import { toCallerKey } from '../gateway/caller-key.ts';
import type { HandleMessage } from '../gateway/handle-message.ts';
import type { RawHeaders } from '../gateway/http.ts';
import type { Place } from '../gateway/places-per-caller.ts';
import { keepWebSocketAlive } from './keep-websocket-alive.ts';
import { createRunningOperations, type RunningOperations } from './running-operations.ts';
import { OperationEnded, runMessage } from './run-message.ts';
import { createSender } from './send-when-taken.ts';

export interface ConnectionOptions {
  readonly handleMessage: HandleMessage;
  readonly authenticate: (authorization: string | undefined) => Promise<Caller>;
  readonly operationsPerConnection: number;
  /** All in ms. */
  readonly connectionInitMs: number;
  readonly idleMs: number;
  readonly keepAliveMs: number;
}

/** One WebSocket. */
export interface Connection {
  /** Closes it once no operation runs any more. */
  finish(): void;
  terminate(): void;
  readonly closed: Promise<void>;
}

/** How a connection came. */
export interface Handshake {
  readonly request: IncomingMessage;
  /** Where its client is. */
  readonly address: string;
  /** What it holds of the connections of one caller: of its client's address, until it says who it is. */
  readonly place: Place;
}

export type ServeConnection = (socket: WebSocket, handshake: Handshake) => Connection;

/** What is kept of a connection beside what the protocol knows. */
interface Extra extends Handshake, Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  readonly operations: RunningOperations;
}

type ConnectionContext = Context<Record<string, unknown>, Extra>;

/** The server stops, nothing was asked for a while, or it may be tried again later (RFC 6455 section 7.4.1, IANA). */
const GOING_AWAY = 1001;
const NORMAL = 1000;
const TRY_AGAIN_LATER = 1013;

/**
 * Makes the function that serves a connection. The library keeps the protocol; what an operation means, our own stages
 * decide.
 */
export function createConnectionServer(options: ConnectionOptions): ServeConnection {
  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: options.connectionInitMs,
    jsonMessageReviver: dropPrototype,
    async onConnect(context) {
      const refusal = await refusalOf(options, context);
      if (refusal === undefined) return true;
      const code = refusal === 'CALLER_LIMIT' ? TRY_AGAIN_LATER : CloseCode.Forbidden;
      context.extra.socket.close(code, refusal);
      return false;
    },
    onSubscribe: (context, _id, payload) => ({
      ...PLACEHOLDER,
      contextValue: { context, payload } satisfies Subscribing,
    }),
    subscribe: ({ contextValue }) => {
      const { context, payload } = contextValue as Subscribing;
      const { address } = context.extra;
      const message = { payload, headers: headersOf(context), clientAddress: () => address };
      // Our errors are formatted already; the library's type is of graphql-js' own.
      return runMessage(
        options.handleMessage,
        message,
        context.extra.operations,
      ) as unknown as OperationResult;
    },
    onNext: (_context, _id, _payload, _arguments, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) => {
      const [cause] = errors.map((error) =>
        error instanceof GraphQLError ? error.originalError : undefined,
      );
      return cause instanceof OperationEnded ? cause.errors : undefined;
    },
  });
  return (socket, handshake) => {
    const operations = createRunningOperations({
      limit: options.operationsPerConnection,
      idleMs: options.idleMs,
      onIdle: () => {
        socket.close(NORMAL, 'idle');
      },
      onFinished: () => {
        socket.close(GOING_AWAY, 'going away');
      },
    });
    const stopPings = keepWebSocketAlive(socket, options.keepAliveMs);
    const onClose = protocol.opened(toProtocolSocket(socket), {
      ...handshake,
      socket,
      operations,
    });
    const closed = new Promise<void>((resolve) => {
      socket.once('close', (code, reason) => {
        stopPings();
        operations.stop();
        resolve(onClose(code, reason.toString()));
      });
    });
    // A message that is too large, or is none, has closed the connection with its reason.
    socket.on('error', () => undefined);
    return {
      finish: () => {
        operations.finish();
      },
      terminate: () => {
        socket.terminate();
      },
      closed,
    };
  };
}

interface Subscribing {
  readonly context: ConnectionContext;
  readonly payload: SubscribePayload;
}

/** The library looks an operation's kind up before it hands it over; every kind is handed over as a subscription. */
const PLACEHOLDER = {
  schema: new GraphQLSchema({}),
  document: parse('subscription { operation }'),
};

/** Why a connection may not be opened: a code; undefined where it may. */
async function refusalOf(
  { authenticate }: ConnectionOptions,
  context: ConnectionContext,
): Promise<string | undefined> {
  try {
    const caller = await authenticate(headersOf(context)['authorization']?.toString());
    const { address, place } = context.extra;
    return place.moveTo(toCallerKey(caller, () => address)) ? undefined : 'CALLER_LIMIT';
  } catch (error) {
    return error instanceof ClientError ? error.code : 'INTERNAL_SERVER_ERROR';
  }
}

/** What `connection_init` may say in the place of headers. */
const SAID_BY_PAYLOAD: ReadonlySet<string> = new Set([
  'authorization',
  'jawara-purpose',
  'jawara-case-reference',
  'jawara-explain',
  'accept-language',
]);

function headersOf({ connectionParams = {}, extra }: ConnectionContext): RawHeaders {
  const said = Object.entries(connectionParams).flatMap(([name, value]) =>
    typeof value === 'string' && SAID_BY_PAYLOAD.has(name.toLowerCase())
      ? [[name.toLowerCase(), value] as const]
      : [],
  );
  return { ...ofHandshake(extra.request.headers), ...Object.fromEntries(said) };
}

/**
 * Headers of the handshake that count. A token among them would be one that a page cannot choose; the choice of overrides
 * belongs to a proxy, which cannot read messages.
 */
function ofHandshake(headers: IncomingMessage['headers']): RawHeaders {
  const counting = ['accept-language', 'jawara-override'];
  return Object.fromEntries(
    counting.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

function toProtocolSocket(
  socket: WebSocket,
): Parameters<ReturnType<typeof makeServer>['opened']>[0] {
  return {
    protocol: socket.protocol,
    send: createSender(socket),
    close: (code, reason) => {
      socket.close(code, reason);
    },
    onMessage: (receive) => {
      socket.on('message', (data: Buffer) => {
        receive(data.toString('utf8')).catch(() => {
          socket.close(CloseCode.InternalServerError, 'internal error');
        });
      });
    },
  };
}

/** A member of that name would change an object's prototype where it is copied. */
function dropPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
