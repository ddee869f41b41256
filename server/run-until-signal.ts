/** What runs until it is told to stop. */
export interface Running {
  stop(): Promise<void>;
}

/** One Ctrl-C can arrive twice: from the terminal, which tells the whole group, and passed on by npm. In ms. */
const SAME_KEYPRESS_MS = 500;

/**
 * Starts something and keeps it running until SIGINT, SIGTERM or SIGHUP, then stops it and ends with exit code 0. A
 * second signal, after half a second, ends at once. A start that fails prints its sentence on standard error and ends with exit code 1.
 */
export async function runUntilSignal(start: () => Promise<Running>): Promise<void> {
  let running: Running | undefined;
  let stoppingSinceMs: number | undefined;
  const stop = () => {
    if (stoppingSinceMs !== undefined) {
      if (performance.now() - stoppingSinceMs > SAME_KEYPRESS_MS) process.exit(1);
      return;
    }
    stoppingSinceMs = performance.now();
    // A start that is under way ends its parts by their own exit handlers.
    if (running === undefined) process.exit(1);
    void running.stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${toSentence(error)}\n`);
    process.exit(1);
  }
}

/** Our own errors say it in one sentence; of anything else the place helps to find it. */
function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return 'The start failed for an unknown reason.';
  const isFault = error instanceof TypeError || error instanceof ReferenceError;
  return isFault ? (error.stack ?? error.message) : error.message;
}
