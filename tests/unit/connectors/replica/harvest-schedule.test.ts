import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../../common/clock.ts';
import { createLogger } from '../../../../common/logger.ts';
import {
  createHarvestSchedule,
  type HarvestJob,
  type HarvestSchedule,
  type HarvestScheduleOptions,
} from '../../../../connectors/replica/harvest-schedule.ts';
import { HarvestUnderWayError } from '../../../../connectors/replica/harvest-under-way-error.ts';

const running: HarvestSchedule[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((schedule) => schedule.stop()));
});

const job = (run: HarvestJob['run'], everyMs = 60_000, name = 'dapodik 36.71'): HarvestJob => ({
  name,
  everyMinutes: everyMs / 60_000,
  run,
});

function start(jobs: readonly HarvestJob[], options: Partial<HarvestScheduleOptions> = {}) {
  const logged: string[] = [];
  const logger = createLogger({ destination: { write: (line: string) => logged.push(line) } });
  const schedule = createHarvestSchedule({ jobs, clock: systemClock, logger, ...options });
  running.push(schedule);
  return { schedule, logged };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}

describe('a harvest schedule', () => {
  it('never runs a job twice at the same time, however late it is', async () => {
    let now = 0;
    let most = 0;
    let runs = 0;
    const run = async () => {
      now += 1;
      runs += 1;
      most = Math.max(most, now);
      await pause(30);
      now -= 1;
    };
    start([job(run, 5)]);
    await until(() => runs > 3);
    expect(most).toBe(1);
  });

  it('runs no more than four jobs at a time, and all of them', async () => {
    let now = 0;
    let most = 0;
    const done: string[] = [];
    const jobs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
      job(
        async () => {
          most = Math.max(most, (now += 1));
          await pause(20);
          now -= 1;
          done.push(name);
        },
        60_000,
        name,
      ),
    );
    start(jobs);
    await until(() => done.length === 7);
    expect(most).toBe(4);
  });

  it('tries a failed job again, later each time, and logs its code and not its words', async () => {
    const at: number[] = [];
    const run = async () => {
      at.push(performance.now());
      throw Object.assign(new Error('baris 3671019901770001'), { code: 'SOURCE_TIMEOUT' });
    };
    const { logged } = start([job(run)], { retryAfterMs: 40 });
    await until(() => at.length === 3);
    expect(at[1]! - at[0]!).toBeGreaterThan(35);
    expect(at[2]! - at[1]!).toBeGreaterThan(75);
    expect(logged.join('')).toContain('SOURCE_TIMEOUT');
    expect(logged.join('')).not.toContain('3671019901770001');
  });

  it('leaves a harvest to the process that is busy with it', async () => {
    let runs = 0;
    const run = async () => {
      runs += 1;
      throw new HarvestUnderWayError();
    };
    const { logged } = start([job(run)], { retryAfterMs: 5 });
    await pause(60);
    expect(runs).toBe(1);
    expect(logged.join('')).not.toContain('failed');
  });

  it('stops a job that listens at once, and waits for one that does not only so long', async () => {
    let aborted = false;
    const listening = job(async (signal) => {
      await pause(10_000, undefined, { signal }).catch(() => (aborted = true));
    });
    const { schedule } = start([listening]);
    await pause(10);
    await schedule.stop();
    expect(aborted).toBe(true);
    const deaf = start([job(() => new Promise(() => undefined))], { stopWithinMs: 50 });
    await deaf.schedule.stop();
  });

  it('does not keep its caller waiting for the first run, and does not throw for it', () => {
    let ran = false;
    start([
      job(() => {
        ran = true;
        throw new Error('at once');
      }),
    ]);
    expect(ran).toBe(false);
  });
});
