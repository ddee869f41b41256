import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import type { MeasuredMemory } from './soak/gateway-messages.ts';
import { sendRequests } from './soak/send-requests.ts';
import { startGatewayProcess, type GatewayProcess } from './soak/start-gateway-process.ts';
import { startShop } from './soak/start-shop.ts';

/**
 * `npm run soak`: whether a gateway keeps what it should forget. A gateway in a process of its own is asked a mixture of
 * requests while its supergraph is replaced again and again; its heap is measured before and after, each time after the
 * same requests on a supergraph that was just replaced, and after collections. Ends with 1 where the heap has grown by
 * more than the bound, a request got no answer, or the gateway died.
 */
const options = new Command('npm run soak --')
  .option('--requests <number>', 'how many requests', Number, 100_000)
  .option('--reloads <number>', 'how many new supergraphs', Number, 200)
  .option(
    '--threads <number>',
    'planning threads; 0 plans in the process that is measured',
    Number,
    1,
  )
  .option('--bound <megabytes>', 'how much the heap may have grown', Number, 10)
  .parse()
  .opts<{ requests: number; reloads: number; threads: number; bound: number }>();

/** What is sent before each measurement, the same each time. */
const SETTLING_REQUESTS = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'jawara-soak-'));
const supergraphFile = join(folder, 'supergraph.graphql');
const configFile = join(folder, 'gateway.yml');
const shop = await startShop();
let gateway: GatewayProcess | undefined;
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await gateway?.stop();
  await shop.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function soak(): Promise<boolean> {
  put(0);
  writeFileSync(
    configFile,
    `reload:\n  everyMs: 50\nplanning:\n  threads: ${options.threads}\n  cacheBytes: 1000000\n`,
  );
  gateway = await startGatewayProcess(supergraphFile, configFile);
  await replace(1);
  const before = await settleAndMeasure(gateway);
  const reloading = reload(options.reloads);
  const startedAt = performance.now();
  const { outcomes } = await sendRequests(gateway.endpoint, options.requests, (sent) => {
    if (sent % 10_000 === 0) console.log(`${sent} requests`);
  });
  await reloading;
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const after = await settleAndMeasure(gateway);
  const grown = (after.heapBytes - before.heapBytes) / 1_000_000;
  const failed = outcomes.get('failed') ?? 0;
  console.log(`${options.requests} requests and ${options.reloads} reloads in ${seconds} s`);
  console.log(
    `answers: ${[...outcomes]
      .sort()
      .map(([what, count]) => `${what}: ${count}`)
      .join(', ')}`,
  );
  console.log(`before: ${describeMemory(before)}`);
  console.log(`after:  ${describeMemory(after)}`);
  console.log(`the heap has grown by ${grown.toFixed(1)} MB; the bound is ${options.bound} MB`);
  return grown <= options.bound && failed === 0;
}

/** Replaces the supergraph so many times, and once more so that every measurement is on the second. */
async function reload(times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    await replace(index % 2);
    if ((index + 1) % 20 === 0) console.log(`${index + 1} reloads`);
  }
}

async function settleAndMeasure(running: GatewayProcess): Promise<MeasuredMemory> {
  await replace(0);
  await replace(1);
  await sendRequests(running.endpoint, SETTLING_REQUESTS);
  return running.measure();
}

function put(which: number): void {
  writeFileSync(`${supergraphFile}.new`, shop.supergraphs[which] ?? '');
  renameSync(`${supergraphFile}.new`, supergraphFile);
}

/** Puts a supergraph in the other's place and waits until the gateway has taken it. */
async function replace(which: number): Promise<void> {
  const before = await countReloads();
  put(which);
  while ((await countReloads()) === before) await wait(20);
}

async function countReloads(): Promise<number> {
  const line = /^jawara_supergraph_reloads_total\{outcome="replaced"\} (\d+)$/m;
  return Number(line.exec((await gateway?.printMetrics()) ?? '')?.[1] ?? 0);
}

function describeMemory({ heapBytes, externalBytes, residentBytes }: MeasuredMemory): string {
  const [heap, external, resident] = [heapBytes, externalBytes, residentBytes].map((bytes) =>
    (bytes / 1_000_000).toFixed(1),
  );
  return `heap ${heap} MB, buffers ${external} MB, resident ${resident} MB`;
}
