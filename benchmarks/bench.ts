import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTeardown } from '../server/teardown.ts';
import { readBenchOptions, USAGE, type BenchOptions } from './bench/bench-options.ts';
import { openBench, type Bench } from './bench/candidates.ts';
import { openBase, saveMeasured, scaleSaved } from './bench/open-base.ts';
import { printAnswers, printTable } from './bench/print-report.ts';
import { printProductCost } from './bench/product-cost.ts';
import { describeAnswers, runRounds } from './bench/run-rounds.ts';
import { summarize } from './bench/summarize.ts';

// npm run bench: what a request costs the gateway's process, engine and stock in turn; docs/engine.md says how it is measured.
// Its exit code says whether it could measure, never what it found.

const say = (line: string) => process.stderr.write(`${line}\n`);
const teardown = createTeardown();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void teardown.run().finally(() => process.exit(130)));
}

async function bench(options: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jawara-bench-'));
  teardown.add(async () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const base =
    options.compare === undefined ? undefined : openBase(options.compare, folder, teardown);
  const opened: Bench = await openBench(options, base, folder, teardown);
  const facts = await describeAnswers(opened.candidates, opened.countFetches);
  const measured = await runRounds(opened.candidates, options, say);
  if (options.save !== undefined) saveMeasured(options.save, measured);
  const now = summarize(measured);
  const summaries = base?.kind === 'saved' ? [...now, ...scaleSaved(base, now)] : now;
  const lines = [
    printTable(summaries, base?.label),
    printAnswers(facts),
    ...(options.workload === undefined ? [printProductCost(measured, facts)] : []),
    `Node ${process.versions.node}, ${availableParallelism()} cores; medians of ${options.rounds} rounds of ${options.seconds} s, ${options.connections} connections.`,
  ];
  process.stdout.write(`${lines.join('\n\n')}\n`);
}

try {
  if (process.argv.includes('--help')) process.stdout.write(`${USAGE}\n`);
  else await bench(readBenchOptions(process.argv.slice(2)));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await teardown.run();
}
