import { join } from 'node:path';
import type { Logger } from '../common/logger.ts';
import { projectRoot } from '../common/project-root.ts';
import { createRequestHandler } from '../gateway/handle-request.ts';
import type { ExplorerConfig } from '../portal/src/explorer-config.ts';
import type { Gateway } from './create-gateway.ts';
import { createHttpServer } from './create-http-server.ts';
import type { GatewayConfig } from './gateway-config.ts';
import type { Metrics } from './metrics.ts';
import { registerPortal } from './serve-portal.ts';
import type { Teardown } from './teardown.ts';

export interface ServedGateway {
  readonly gateway: Gateway;
  readonly config: GatewayConfig;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly explorer: ExplorerConfig;
}

/**
 * Serves a gateway and its explorer over HTTP, and gives the endpoint.
 *
 * @throws Error - where it cannot listen.
 */
export async function serveGateway(served: ServedGateway, teardown: Teardown): Promise<string> {
  const { gateway, config, metrics, logger, explorer } = served;
  let stopping = false;
  const http = createHttpServer({
    handle: createRequestHandler({
      handleOperation: gateway.handle,
      logger,
      observe: (request) => {
        metrics.observeRequest(request);
      },
    }),
    bodyLimit: config.limits.bodyBytes,
    // Asked for when a browser comes, which is after the portal was registered below.
    explorerPage: () => portal.explorerPage(),
    ready: () => !stopping,
    metrics: () => metrics.print(),
    allowedOrigins: config.cors.origins,
  });
  const portal = registerPortal(http.app, {
    distFolder: join(projectRoot, 'portal', 'dist'),
    config: explorer,
    issuerOrigin: explorer.issuer === null ? undefined : new URL(explorer.issuer).origin,
  });
  const port = await http.listen(config.listen);
  teardown.add(() => {
    stopping = true;
    return http.close();
  });
  const host = config.listen.host === '127.0.0.1' ? 'localhost' : config.listen.host;
  return `http://${host}:${port}/graphql`;
}
