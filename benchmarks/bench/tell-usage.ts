/** What a measured process has used so far. */
export interface Usage {
  /** Of all its threads, in the program and in the system for it, in ms. */
  readonly cpuMs: number;
  readonly memoryMb: number;
}

// Loaded before a measured program (`--import`): answers every message of its parent with its usage. `getrusage` counts what
// /proc/PID/stat does, but in microseconds rather than ticks of 10 ms, and on every system.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1_000,
    memoryMb: process.memoryUsage.rss() / 1_048_576,
  };
  process.send?.(usage);
});
process.channel?.unref();
