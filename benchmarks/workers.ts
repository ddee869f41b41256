import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { Command } from 'commander';
import { projectRoot } from '../common/project-root.ts';
import { startShop } from './soak/start-shop.ts';

/**
 * `npm run bench:workers`: how many requests a second a gateway of several workers answers, beside one process. The
 * load and the subgraphs run on the same machine and take their share of its cores: the ratio is a lower bound.
 */
const options = new Command('npm run bench:workers --')
  .option('--workers <number>', 'how many workers', Number, availableParallelism())
  .option('--seconds <number>', 'how long each is asked', Number, 10)
  .parse()
  .opts<{ workers: number; seconds: number }>();

const QUERY = JSON.stringify({ query: '{ products { id name } }' });

const folder = mkdtempSync(join(tmpdir(), 'jawara-workers-'));
const supergraphFile = join(folder, 'supergraph.graphql');
const shop = await startShop();
writeFileSync(supergraphFile, shop.supergraphs[0]);
try {
  const one = await measure([]);
  const several = await measure(['--workers', String(options.workers)]);
  console.log(`one process: ${Math.round(one)} requests/s`);
  console.log(`${options.workers} workers: ${Math.round(several)} requests/s`);
  console.log(
    `ratio: ${(several / one).toFixed(2)}, on ${availableParallelism()} cores that the load shares`,
  );
} finally {
  await shop.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(parameters: readonly string[]): Promise<number> {
  const gateway = spawn(
    process.execPath,
    [
      ...['scripts/run.mjs', 'server/start-gateway', '--supergraph', supergraphFile],
      ...['--port', '0', ...parameters],
    ],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  try {
    const url = await readEndpoint(gateway);
    await load(url, 3);
    return await load(url, options.seconds);
  } finally {
    gateway.kill('SIGTERM');
    await once(gateway, 'exit');
  }
}

async function readEndpoint({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the gateway has no output');
  for await (const line of createInterface({ input: stdout })) {
    const [, endpoint] = /answers at (\S+)/.exec(line) ?? [];
    if (endpoint !== undefined) return endpoint;
  }
  throw new Error('the gateway did not start');
}

/** @throws Error - where an answer was none. */
async function load(url: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url,
    duration: seconds,
    connections: 50,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: QUERY,
  });
  if (result.errors + result.non2xx > 0) throw new Error('requests have failed');
  return result.requests.average;
}
