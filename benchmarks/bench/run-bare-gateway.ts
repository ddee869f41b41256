import { readFileSync } from 'node:fs';
import { systemClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import { createHttpTransport } from '../../gateway/fetch/http-transport.ts';
import { createGateway } from '../../server/create-gateway.ts';
import { toExplorerConfig } from '../../server/explorer-config.ts';
import { gatewayConfigSchema } from '../../server/gateway-config.ts';
import { createMetrics } from '../../server/metrics.ts';
import { serveGateway } from '../../server/serve-gateway.ts';
import { createTeardown } from '../../server/teardown.ts';

// The gateway of `npm run gateway` without what can be left out of it: logs, metrics, tokens, envelopes. Argument: a
// supergraph's file.

const config = gatewayConfigSchema.parse({ listen: { port: 0 }, sharing: { calls: false } });
const { endpoint } = await serveGateway(
  {
    gateway: createGateway({
      supergraphSdl: readFileSync(process.argv[2] ?? '', 'utf8'),
      config,
      envelopeRoot: undefined,
      createTransport: (_name, url) => createHttpTransport({ url }),
      production: false,
      clock: systemClock,
      logger: silentLogger,
    }),
    config,
    metrics: { ...createMetrics(), observeRequest: () => undefined },
    clock: systemClock,
    logger: silentLogger,
    explorer: toExplorerConfig(undefined),
  },
  createTeardown(),
);
process.stdout.write(`The gateway answers at ${endpoint}\n`);
