import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { systemClock } from '../common/clock.ts';
import { createLogger } from '../common/logger.ts';
import { engineOption, type EngineName } from './engine.ts';
import { toPort, toWorkers } from './read-start-options.ts';
import { runUntilSignal, type Running } from './run-until-signal.ts';
import { startStandaloneGateway } from './start-standalone-gateway.ts';
import { connectToSupervisor } from './workers/connect-to-supervisor.ts';
import { forkWorker } from './workers/fork-worker.ts';
import { createMetricsOfAll } from './workers/metrics-of-all.ts';
import { superviseWorkers } from './workers/supervise-workers.ts';

/** `npm run gateway`: the gateway alone, until Ctrl-C. */
const options = new Command('npm run gateway --')
  .description('Starts the gateway alone on a federation 2 supergraph.')
  .requiredOption('--supergraph <file>', 'the composed supergraph; a new one in its place is taken')
  .option('--config <file>', 'settings; without them every caller is anonymous')
  .option('--port <number>', 'port of the endpoint (default: the configuration’s, or 4000)', toPort)
  .option(
    '--workers <number>',
    'so many processes on the one port; SIGUSR2 replaces them one by one',
    toWorkers,
  )
  .addOption(engineOption())
  .parse()
  .opts<{
    supergraph: string;
    config?: string;
    port?: number;
    workers?: number;
    engine: EngineName;
  }>();

const logger = createLogger();
const say = (line: string) => process.stdout.write(`${line}\n`);
const supervisor = connectToSupervisor();

if (supervisor !== undefined) {
  // Sent to the whole group, it is meant for the supervisor.
  process.on('SIGUSR2', () => undefined);
  await runUntilSignal(async () => {
    const gateway = await startOne(() => supervisor.printMetrics());
    supervisor.announce(gateway);
    return gateway;
  });
} else if (options.workers !== undefined) {
  const count = options.workers;
  await runUntilSignal(() => startWorkers(count));
} else {
  await runUntilSignal(async () => {
    const gateway = await startOne();
    say(`The gateway answers at ${gateway.endpoint}`);
    return gateway;
  });
}

function startOne(printMetrics?: () => Promise<string>) {
  return startStandaloneGateway({
    supergraphFile: options.supergraph,
    configFile: options.config,
    port: options.port,
    engine: options.engine,
    environment: process.env,
    clock: systemClock,
    logger,
    ...(printMetrics === undefined ? {} : { printMetrics }),
  });
}

async function startWorkers(count: number): Promise<Running> {
  const metricsOfAll = createMetricsOfAll();
  const workers = await superviseWorkers({
    count,
    fork: () => forkWorker(metricsOfAll),
    logger,
    wait: (ms) => wait(ms),
    nowMs: () => systemClock.nowMs(),
  });
  process.on('SIGUSR2', () => void workers.restart());
  say(`The gateway answers at ${workers.endpoint}`);
  say(`${count} workers; kill -USR2 ${process.pid} replaces them one by one`);
  return workers;
}
