import { availableParallelism } from 'node:os';
import { createTeardown } from '../server/teardown.ts';
import { measureSizes } from './scale/measure-sizes.ts';
import { openServer } from './scale/open-register.ts';
import { openSite, type Site } from './scale/open-site.ts';
import { findFailures, findGrowth, printReport } from './scale/print-report.ts';
import { describeServer } from './scale/register-facts.ts';
import { readScaleOptions } from './scale/scale-options.ts';

// npm run scale -- --residents 10000,1000000 --rate 50 --seconds 20 --shared-buffers 1GB
// What requests cost on registers of these sizes; docs/scale.md says how it is measured. Ends with exit code 1 where a request
// fails, or a look-up costs more on the last register than the aim allows. SCALE_POSTGRES_URL names a server to use.

const say = (line: string) => process.stderr.write(`${line}\n`);
const teardown = createTeardown();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void teardown.run().finally(() => process.exit(130)));
}

try {
  const options = readScaleOptions(process.argv.slice(2));
  const serverUrl = await openServer(options.sharedBuffers, teardown);
  const sites: Site[] = [];
  for (const residents of options.residents) {
    const startedMs = performance.now();
    sites.push(await openSite(serverUrl, residents, teardown));
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    say(`${residents} residents stand in a register after ${seconds} s`);
  }
  const sizes = await measureSizes(sites, options, say);
  const faults = [...findFailures(sizes), ...findGrowth(sizes)];
  const server = await describeServer(serverUrl);
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores, ${server}`;
  process.stdout.write(`${printReport(sizes)}\n\n${[machine, ...faults].join('\n')}\n`);
  if (faults.length > 0) process.exitCode = 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await teardown.run();
}
