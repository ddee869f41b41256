import { join } from 'node:path';
import type { Clock } from '../common/clock.ts';
import { ClientError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import { projectRoot } from '../common/project-root.ts';
import { collapseRequests } from '../gateway/collapse-requests.ts';
import { createMessageHandler } from '../gateway/handle-message.ts';
import { createRequestHandler, type RequestHandlerOptions } from '../gateway/handle-request.ts';
import { createStreamHandler } from '../gateway/handle-stream.ts';
import type { ObservedStream } from '../gateway/stream-answers.ts';
import { tellOfWrites } from '../gateway/tell-of-writes.ts';
import type { ExplorerConfig } from '../portal/src/explorer-config.ts';
import { createClientAddressReader } from './client-address.ts';
import type { Gateway } from './create-gateway.ts';
import { createHttpServer } from './create-http-server.ts';
import type { GatewayConfig } from './gateway-config.ts';
import type { Metrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';
import { registerPortal } from './serve-portal.ts';
import { serveWebSocket } from './serve-websocket.ts';
import type { Teardown } from './teardown.ts';

/** How long operations over WebSocket may take to end when the server stops, in ms. */
const GRACE_MS = 5_000;

export interface ServedGateway {
  readonly gateway: Gateway;
  readonly config: GatewayConfig;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly explorer: ExplorerConfig;
  /** Told where the metrics are. */
  readonly onMetricsServed?: (url: string) => void;
  /** For `/metrics`; default: those of this process. */
  readonly printMetrics?: () => Promise<string>;
}

export interface ServedEndpoint {
  readonly endpoint: string;
  /**
   * Takes no more connections, ends subscriptions so that their clients come again, and resolves when the connections
   * that are open have ended, or after a while.
   */
  readonly drain: () => Promise<void>;
}

/** How long a connection that says nothing is waited for, in ms. */
const DRAIN_LIMIT_MS = 15_000;

/**
 * Serves a gateway and its explorer over HTTP, and says where; with the section `metrics`, those on their own listener.
 *
 * @throws Error - where it cannot listen.
 */
export async function serveGateway(
  served: ServedGateway,
  teardown: Teardown,
): Promise<ServedEndpoint> {
  const { gateway, config, metrics, clock, logger, explorer } = served;
  let stopping = false;
  const observed: Pick<RequestHandlerOptions, 'logger' | 'observe'> = {
    logger,
    observe: (request) => {
      metrics.observeRequest(request);
    },
  };
  const handle = createRequestHandler({ ...observed, handleOperation: gateway.handle });
  const collapsing = config.sharing.requests
    ? collapseRequests({
        ...observed,
        handle,
        clock,
        deadlineMs: config.deadlineMs,
        onCollapsed: () => {
          metrics.observeCollapsedRequest();
        },
      })
    : undefined;
  const streaming = {
    openOperation: tellOfWrites(gateway.open, () => collapsing?.closeDoors()),
    ...observed,
    keepAliveMs: config.realtime.keepAliveMs,
    onStream: (stream: ObservedStream) => {
      metrics.observeStream(stream);
    },
  };
  metrics.countSubscriptions(() => gateway.subscriptions.count);
  const readClientAddress = createClientAddressReader(config.listen.addressHeader);
  const http = createHttpServer({
    handle: collapsing?.handle ?? handle,
    handleStream: createStreamHandler(streaming),
    bodyLimit: config.limits.bodyBytes,
    // Asked for when a browser comes, which is after the portal was registered below.
    explorerPage: () => portal.explorerPage(),
    ready: () => !stopping,
    readClientAddress,
    allowedOrigins: config.cors.origins,
  });
  const portal = registerPortal(http.app, {
    distFolder: join(projectRoot, 'portal', 'dist'),
    config: explorer,
    issuerOrigin: explorer.issuer === null ? undefined : new URL(explorer.issuer).origin,
  });
  if (config.metrics !== undefined) {
    const print = served.printMetrics ?? (() => metrics.print());
    const url = await serveMetrics(config.metrics, { print }, teardown);
    logger.info({ url }, 'metrics are served');
    served.onMetricsServed?.(url);
  }
  const sockets = serveWebSocket(http.app.server, {
    ...config.realtime,
    handleMessage: createMessageHandler(streaming),
    authenticate: gateway.authenticate,
    readClientAddress,
    allowedOrigins: config.cors.origins,
    messageBytes: config.limits.bodyBytes,
  });
  const port = await http.listen(config.listen);
  teardown.add(() => {
    stopping = true;
    gateway.subscriptions.endAll();
    return Promise.all([http.close(), sockets.stop(GRACE_MS)]);
  });
  const host = config.listen.host === '127.0.0.1' ? 'localhost' : config.listen.host;
  return {
    endpoint: `http://${host}:${port}/graphql`,
    async drain() {
      const drained = http.drain(DRAIN_LIMIT_MS);
      gateway.subscriptions.endAll(new ClientError('SUBSCRIPTION_SERVER_DRAINS'));
      await Promise.all([drained, sockets.stop(DRAIN_LIMIT_MS)]);
    },
  };
}
