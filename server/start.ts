import { systemClock } from '../common/clock.ts';
import { createLogger } from '../common/logger.ts';
import { claimStart } from './claim-start.ts';
import { createProgress } from './progress.ts';
import { readStartOptions } from './read-start-options.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { toBanner } from './to-banner.ts';

/** `npm start`: everything embedded, until Ctrl-C. */
const startedAt = performance.now();
const options = readStartOptions(process.argv.slice(2));
const say = (line: string) => process.stdout.write(`${line}\n`);

await runUntilSignal(async () => {
  // Loading takes longer than all before: what can be refused is refused at once.
  await claimStart({ ...options, environment: process.env });
  const { startJawara } = await import('./start-jawara.ts');
  const jawara = await startJawara({
    ...options,
    environment: process.env,
    clock: systemClock,
    logger: createLogger({ level: options.logLevel }),
    runStep: createProgress(say),
  });
  say(toBanner(jawara, { seconds: (performance.now() - startedAt) / 1_000 }));
  return jawara;
});
