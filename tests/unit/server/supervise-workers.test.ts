import { setImmediate as settle } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../common/logger.ts';
import { superviseWorkers, type WorkerProcess } from '../../../server/workers/supervise-workers.ts';

interface StandIn extends WorkerProcess {
  answer(): void;
  end(): void;
}

function defer<Value>() {
  let settlers: { resolve(value: Value): void; reject(error: Error): void } | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settlers = { resolve, reject };
  });
  return { promise, ...settlers! };
}

/** Workers that start and end as a test says; everything that happened is in `log`. */
function createBench(options: { readonly byThemselves: boolean }) {
  const log: string[] = [];
  const workers: StandIn[] = [];
  const waits: { readonly ms: number; readonly over: () => void }[] = [];
  let nowMs = 0;
  const fork = (): WorkerProcess => {
    const name = `w${workers.length}`;
    log.push(`${name} starts`);
    const ready = defer<string>();
    const ended = defer<undefined>();
    const worker: StandIn = {
      pid: workers.length,
      ready: ready.promise,
      ended: ended.promise,
      answer() {
        log.push(`${name} answers`);
        ready.resolve('http://localhost:1/graphql');
      },
      end() {
        log.push(`${name} ended`);
        ready.reject(new Error('A worker did not start.'));
        ended.resolve(undefined);
      },
      drain() {
        log.push(`${name} drains`);
      },
      stop() {
        log.push(`${name} stops`);
        worker.end();
      },
      kill() {
        log.push(`${name} is killed`);
        worker.end();
      },
    };
    ready.promise.catch(() => undefined);
    workers.push(worker);
    if (options.byThemselves) worker.answer();
    return worker;
  };
  const start = (count: number) =>
    superviseWorkers({
      count,
      fork,
      logger: silentLogger,
      wait: (ms) => new Promise((resolve) => waits.push({ ms, over: resolve })),
      nowMs: () => nowMs,
    });
  return {
    log,
    workers,
    start,
    waits,
    pass: async (ms: number) => {
      nowMs += ms;
      for (const wait of waits.splice(0)) wait.over();
      await settle();
    },
  };
}

describe('workers', () => {
  it('are not started at all where the first does not start', async () => {
    const { start, workers, log } = createBench({ byThemselves: false });
    const started = start(4);
    workers[0]!.end();
    await expect(started).rejects.toThrow('A worker did not start.');
    expect(log).toEqual(['w0 starts', 'w0 ended']);
  });

  it('that die are replaced, each later than the one before while they die young', async () => {
    const { start, workers, waits, pass } = createBench({ byThemselves: true });
    await start(1);
    const delays: (number | undefined)[] = [];
    for (const livedMs of [0, 0, 0, 70_000, 0]) {
      await pass(livedMs);
      workers.at(-1)!.end();
      await settle();
      delays.push(waits[0]?.ms);
      await pass(0);
    }
    expect(delays).toEqual([100, 200, 400, 100, 200]);
    expect(workers).toHaveLength(6);
  });

  it('are replaced one by one: the new one answers before the old one drains', async () => {
    const { start, workers, log } = createBench({ byThemselves: true });
    const supervisor = await start(2);
    log.length = 0;
    const restarted = supervisor.restart();
    await settle();
    expect(log).toEqual(['w2 starts', 'w2 answers', 'w0 drains']);
    workers[0]!.end();
    await settle();
    expect(log.slice(3)).toEqual(['w0 ended', 'w3 starts', 'w3 answers', 'w1 drains']);
    workers[1]!.end();
    await restarted;
    expect(workers).toHaveLength(4);
  });

  it('stay where a new one does not start', async () => {
    const { start, workers, log } = createBench({ byThemselves: false });
    const starting = start(1);
    workers[0]!.answer();
    const supervisor = await starting;
    const restarted = supervisor.restart();
    workers[1]!.end();
    await restarted;
    expect(log).toEqual(['w0 starts', 'w0 answers', 'w1 starts', 'w1 ended']);
  });

  it('stay where a new one never answers, which is killed', async () => {
    const { start, workers, pass, log } = createBench({ byThemselves: false });
    const starting = start(1);
    workers[0]!.answer();
    const supervisor = await starting;
    const restarted = supervisor.restart();
    await settle();
    await pass(60_000);
    await restarted;
    expect(log.slice(2)).toEqual(['w1 starts', 'w1 is killed', 'w1 ended']);
    // The next attempt is another.
    const again = supervisor.restart();
    workers[2]!.answer();
    await settle();
    workers[0]!.end();
    await again;
    expect(log.slice(5)).toEqual(['w2 starts', 'w2 answers', 'w0 drains', 'w0 ended']);
  });

  it('that never answer in the place of one that died are replaced in turn', async () => {
    const { start, workers, pass } = createBench({ byThemselves: false });
    const starting = start(1);
    workers[0]!.answer();
    await starting;
    workers[0]!.end();
    await settle();
    await pass(100);
    expect(workers).toHaveLength(2);
    await pass(60_000);
    await pass(200);
    expect(workers).toHaveLength(3);
  });

  it('that do not end are killed', async () => {
    const { start, pass, log } = createBench({ byThemselves: true });
    const supervisor = await start(1);
    const restarted = supervisor.restart();
    await settle();
    expect(log.at(-1)).toBe('w0 drains');
    await pass(30_000);
    await restarted;
    expect(log.slice(-2)).toEqual(['w0 is killed', 'w0 ended']);
  });

  it('are told to stop, and none is started in their place', async () => {
    const { start, workers, pass } = createBench({ byThemselves: true });
    const supervisor = await start(2);
    await supervisor.stop();
    await pass(60_000);
    expect(workers).toHaveLength(2);
  });
});
