import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Caller } from '../gateway/caller.ts';
import { toAddressKey } from '../gateway/caller-key.ts';
import type { HandleMessage } from '../gateway/handle-message.ts';
import { createPlacesPerCaller } from '../gateway/places-per-caller.ts';
import type { ReadClientAddress } from './client-address.ts';
import { ignoreUpgrade } from './ignore-upgrade.ts';
import { createConnectionServer, type Connection } from './websocket-connection.ts';

export interface WebSocketOptions {
  readonly handleMessage: HandleMessage;
  /** Refuses what a connection is opened with, before any operation. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller>;
  readonly readClientAddress: ReadClientAddress;
  /** Origins whose pages may connect beside those of this server's own address. */
  readonly allowedOrigins: readonly string[];
  /** Largest message, in bytes; a larger one closes its connection with 1009. */
  readonly messageBytes: number;
  readonly connections: number;
  readonly connectionsPerCaller: number;
  readonly operationsPerConnection: number;
  /** All in ms. */
  readonly connectionInitMs: number;
  readonly idleMs: number;
  readonly keepAliveMs: number;
}

export interface WebSocketEndpoint {
  /** Takes no more connections, lets operations end, and breaks off what is left after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Serves `/graphql` over WebSocket (`graphql-transport-ws`). Tokens come with `connection_init`, never with a cookie;
 * pages of origins that may not call the endpoint may not connect either.
 */
export function serveWebSocket(server: Server, options: WebSocketOptions): WebSocketEndpoint {
  const open = new Set<Connection>();
  const serveConnection = createConnectionServer(options);
  const places = createPlacesPerCaller(options.connectionsPerCaller);
  const origins = new Set(options.allowedOrigins);
  let stopping = false;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: options.messageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });

  const refusalOf = (request: IncomingMessage): string | undefined => {
    if ((request.url ?? '').split('?')[0] !== '/graphql') return '404 Not Found';
    if (!mayConnect(request, origins)) return '403 Forbidden';
    if (!offersProtocol(request)) return '400 Bad Request';
    return stopping || open.size >= options.connections ? '503 Service Unavailable' : undefined;
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      ignoreUpgrade(server, request, socket, head);
      return;
    }
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    const address = options.readClientAddress(request);
    // Who it is, he says when the connection is open; until then he is whoever is there.
    const place = places.take(toAddressKey(address));
    if (place === undefined) {
      refuse(socket, '429 Too Many Requests');
      return;
    }
    // A handshake that fails ends its socket without a connection.
    socket.once('close', () => {
      place.leave();
    });
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      const connection = serveConnection(accepted, { request, address, place });
      open.add(connection);
      void connection.closed.finally(() => open.delete(connection));
    });
  });

  return {
    async stop(graceMs) {
      stopping = true;
      const left = [...open];
      for (const connection of left) connection.finish();
      const timer = setTimeout(() => {
        for (const connection of left) connection.terminate();
      }, graceMs);
      await Promise.all(left.map((connection) => connection.closed));
      clearTimeout(timer);
    },
  };
}

/** A page's origin is allowed, or is where the endpoint is; what is no page names none. */
function mayConnect({ headers }: IncomingMessage, origins: ReadonlySet<string>): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.has(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function offersProtocol({ headers }: IncomingMessage): boolean {
  const offered = headers['sec-websocket-protocol'] ?? '';
  return offered.split(',').some((each) => each.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL);
}

function refuse(socket: Duplex, statusLine: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${statusLine}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
}
