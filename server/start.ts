import { systemClock } from '../common/clock.ts';
import { createLogger } from '../common/logger.ts';
import { createProgress } from './progress.ts';
import { readStartOptions } from './read-start-options.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { toBanner } from './to-banner.ts';

/** `npm start`: everything embedded, until Ctrl-C. */
const startedAt = performance.now();
const options = readStartOptions(process.argv.slice(2));
const say = (line: string) => process.stdout.write(`${line}\n`);

await runUntilSignal(async () => {
  // Loaded only now, which takes longer than all before: a fault of the command line is told at once.
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
