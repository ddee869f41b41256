import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { createBenches } from '../tests/differential/benches.ts';
import { formatFinding, runSeeds, type Tally } from '../tests/differential/run-seeds.ts';

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly faults: boolean;
  readonly processes: number;
  readonly findings: number;
}

/** `npm run differential`: compares random operations; exits with 1 where a difference is not explained. */
async function main(): Promise<number> {
  const given = new Command()
    .name('npm run differential --')
    .description('compares random operations through a monolith, the engine and stock')
    .option('--count <n>', 'operations to compare; 1 where a seed is given, else 1,000', Number)
    .option(
      '--seed <n>',
      'seed of the first; each next one is one higher (default: of the time)',
      Number,
    )
    .option('--faults', 'let subgraphs fail; the engine alone is held against the monolith', false)
    .option('--processes <n>', 'processes that share the work', Number, 1)
    .option('--findings <n>', 'differences to make smaller and print; all are counted', Number, 5)
    .parse()
    .opts<Partial<Options>>();
  const { faults = false, processes = 1, findings = 5 } = given;
  const count = given.count ?? (given.seed === undefined ? 1_000 : 1);
  const seed = given.seed ?? Math.floor(Date.now() / 1000) % 1_000_000_000;
  return processes > 1
    ? runProcesses({ count, seed, faults, processes, findings })
    : runHere({ count, seed, faults, processes, findings });
}

async function runHere({ count, seed, faults, findings }: Options): Promise<number> {
  const startedAt = performance.now();
  let saidAt = startedAt;
  const benches = createBenches();
  const tally = await runSeeds({
    benches,
    seeds: Array.from({ length: count }, (_, index) => seed + index),
    withFaults: faults,
    maxFindings: findings,
    onFinding: (finding) => {
      console.log(`${formatFinding(finding, faults)}\n`);
    },
    onProgress: ({ operations }) => {
      const now = performance.now();
      if (now - saidAt < 10_000) return;
      saidAt = now;
      const rate = (operations * 1000) / (now - startedAt);
      console.log(`${operations} of ${count}, ${rate.toFixed(0)} a second`);
    },
  });
  await benches.close();
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`\n${describe(tally, seed, seconds)}`);
  return tally.findings.length === 0 && tally.invalid === 0 ? 0 : 1;
}

function describe(
  { operations, invalid, explained }: Tally,
  seed: number,
  seconds: number,
): string {
  const rate = (operations / seconds).toFixed(0);
  return [
    `${operations} operations, seeds ${seed} to ${seed + operations - 1}, ${invalid} invalid, ${seconds.toFixed(0)} s, ${rate} a second`,
    ...Object.entries(explained)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, count]) => `  ${name}: ${count}`),
  ].join('\n');
}

/** Each process takes its part of the seeds, and says itself what it found. */
async function runProcesses({
  count,
  seed,
  faults,
  processes,
  findings,
}: Options): Promise<number> {
  const share = Math.ceil(count / processes);
  const codes = await Promise.all(
    Array.from({ length: processes }, async (_, index) => {
      const from = index * share;
      const part = Math.min(share, count - from);
      if (part <= 0) return 0;
      const child = fork(fileURLToPath(import.meta.url), [
        ...['--count', String(part), '--seed', String(seed + from)],
        ...['--findings', String(findings)],
        ...(faults ? ['--faults'] : []),
      ]);
      const [code] = (await once(child, 'exit')) as [number | null];
      return code ?? 1;
    }),
  );
  return Math.max(...codes);
}

process.exitCode = await main();
