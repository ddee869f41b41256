// Loaded before a measured program (`--import`): answers every message of its parent with its usage, of all its threads, in
// the program and in the system for it. `getrusage` counts what /proc/PID/stat does, but in microseconds rather than ticks
// of 10 ms, and on every system. In JavaScript, so that nothing else is loaded with it.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMs: (user + system) / 1_000,
    memoryMb: process.memoryUsage.rss() / 1_048_576,
  });
});
process.channel?.unref();
