import { setImmediate as settle } from 'node:timers/promises';
import { systemClock } from '../../common/clock.ts';
import { createLogger } from '../../common/logger.ts';
import { startStandaloneGateway } from '../../server/start-standalone-gateway.ts';
import type { GatewayMessage, GatewayOrder, MeasuredMemory } from './gateway-messages.ts';

/** The gateway of `npm run soak`: started with `--expose-gc`, it says how much memory is left after a collection. */
const [, , supergraphFile = '', configFile = ''] = process.argv;
const gateway = await startStandaloneGateway({
  supergraphFile,
  configFile,
  port: 0,
  environment: process.env,
  clock: systemClock,
  // Everything is logged, to nowhere.
  logger: createLogger({ destination: { write: () => undefined } }),
});
process.on('message', (order: GatewayOrder) => {
  void obey(order);
});
// Whoever measures has gone.
process.on('disconnect', () => process.exit(1));
say({ kind: 'ready', endpoint: gateway.endpoint });

async function obey(order: GatewayOrder): Promise<void> {
  switch (order) {
    case 'measure':
      say({ kind: 'memory', memory: await measure() });
      return;
    case 'printMetrics':
      say({ kind: 'metrics', text: await gateway.metrics.print() });
      return;
    case 'stop':
      await gateway.stop();
      process.exit(0);
  }
}

function say(message: GatewayMessage): void {
  process.send?.(message);
}

/** Collects until nothing more goes: what one collection finalizes, the next one frees. */
async function measure(): Promise<MeasuredMemory> {
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    await settle();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, externalBytes: external, residentBytes: rss };
}
