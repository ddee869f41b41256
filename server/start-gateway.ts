import { Command } from 'commander';
import { systemClock } from '../common/clock.ts';
import { createLogger } from '../common/logger.ts';
import { toPort } from './read-start-options.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { startStandaloneGateway } from './start-standalone-gateway.ts';

/** `npm run gateway`: the gateway alone, until Ctrl-C. */
const options = new Command('npm run gateway --')
  .description('Starts the gateway alone on a federation 2 supergraph.')
  .requiredOption('--supergraph <file>', 'the composed supergraph')
  .option('--config <file>', 'settings; without them every caller is anonymous')
  .option('--port <number>', 'port of the endpoint (default: the configuration’s, or 4000)', toPort)
  .parse()
  .opts<{ supergraph: string; config?: string; port?: number }>();

await runUntilSignal(async () => {
  const gateway = await startStandaloneGateway({
    supergraphFile: options.supergraph,
    configFile: options.config,
    port: options.port,
    environment: process.env,
    clock: systemClock,
    logger: createLogger(),
  });
  process.stdout.write(`The gateway answers at ${gateway.endpoint}\n`);
  return gateway;
});
