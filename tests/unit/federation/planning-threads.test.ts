import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { silentLogger } from '../../../common/logger.ts';
import { projectRoot } from '../../../common/project-root.ts';
import { createPlanner, type PlanDemand } from '../../../federation/planner.ts';
import {
  createPlanningThreads,
  type PlanningThreads,
  type PlanningThreadsOptions,
} from '../../../federation/planning-threads.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';

const folder = mkdtempSync(join(tmpdir(), 'jawara-planning-'));
const running: PlanningThreads[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((threads) => threads.close()));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const supergraphSdl = readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8');
const planner = createPlanner(readSupergraph(supergraphSdl));

function start(options: Partial<PlanningThreadsOptions>): PlanningThreads {
  const threads = createPlanningThreads({
    supergraphSdl,
    threads: 1,
    queue: 10,
    queuePerCaller: 10,
    timeoutMs: 10_000,
    heapMegabytes: 128,
    aliases: planner.aliases,
    logger: silentLogger,
    ...options,
  });
  running.push(threads);
  return threads;
}

interface Demand extends PlanDemand {
  callers: readonly string[];
}

function demandOf(caller: string): Demand {
  return { callers: [caller], onDeserted: undefined };
}

/** All who wait go away. */
function leave(demand: Demand): void {
  demand.callers = [];
  demand.onDeserted?.();
}

let diaries = 0;
/** Threads that do what an operation's first field says, and write down what they were asked. */
function startStandIns(options: Partial<PlanningThreadsOptions> = {}) {
  const diary = join(folder, `diary-${(diaries += 1)}`);
  writeFileSync(diary, '');
  const threads = start({
    supergraphSdl: diary,
    workerFile: join(projectRoot, 'tests/unit/federation/plan-worker-stand-in.mjs'),
    ...options,
  });
  return {
    threads,
    plan: async (field: string, demand?: PlanDemand) =>
      threads.plan(parse(`{ ${field} }`), null, [], demand),
    diary: () => readFileSync(diary, 'utf8').split('\n').filter(Boolean),
  };
}

describe('a planning thread', () => {
  it('is replaced when it ends, and what it was planning is tried once more', async () => {
    const { plan, diary } = startStandIns();
    await expect(plan('die')).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryable: true,
    });
    await expect(plan('good')).resolves.toMatchObject({ what: 'good' });
    expect(diary()).toEqual(['start', 'die', 'start', 'die', 'start', 'good']);
  });

  it('is ended and replaced when an operation takes too long, which is refused', async () => {
    const { plan, diary } = startStandIns({ timeoutMs: 100 });
    const late = plan('hang');
    const next = plan('good');
    await expect(late).rejects.toMatchObject({ code: 'PLANNING_LIMIT_EXCEEDED', retryable: false });
    await expect(next).resolves.toMatchObject({ what: 'good' });
    expect(diary()).toEqual(['start', 'hang', 'start', 'good']);
  });

  it('is replaced when an operation takes too much memory, which is refused', async () => {
    const { plan, diary } = startStandIns({ heapMegabytes: 64 });
    await expect(plan('fill')).rejects.toMatchObject({ code: 'PLANNING_LIMIT_EXCEEDED' });
    await expect(plan('good')).resolves.toMatchObject({ what: 'good' });
    expect(diary()).toEqual(['start', 'fill', 'start', 'good']);
  });

  it('tells a fault of the planner as a fault of ours, and goes on', async () => {
    const { plan, diary } = startStandIns();
    await expect(plan('fail')).rejects.toMatchObject({ name: 'InternalError' });
    await expect(plan('good')).resolves.toMatchObject({ what: 'good' });
    expect(diary()).toEqual(['start', 'fail', 'good']);
  });

  it('ends with what it was planning, and takes no more', async () => {
    const { threads, plan } = startStandIns();
    const left = Promise.allSettled([plan('hang'), plan('good')]);
    await threads.close();
    const refused = { status: 'rejected', reason: { code: 'SERVICE_UNAVAILABLE' } };
    expect(await left).toMatchObject([refused, refused]);
    await expect(plan('good')).rejects.toMatchObject(refused.reason);
  });
});

describe('planning threads', () => {
  it('refuse what would be one too many to wait, at once and for now', async () => {
    const { plan, diary } = startStandIns({ queue: 2, timeoutMs: 300 });
    const first = plan('hang');
    const waiting = [plan('good'), plan('good')];
    await expect(plan('more')).rejects.toMatchObject({
      code: 'PLANNING_OVERLOADED',
      retryable: true,
    });
    await expect(first).rejects.toMatchObject({ code: 'PLANNING_LIMIT_EXCEEDED' });
    await expect(Promise.all(waiting)).resolves.toHaveLength(2);
    expect(diary()).not.toContain('more');
  });

  it('refuse one caller what would be too much of his, and plan for another', async () => {
    const { plan, diary } = startStandIns({ queuePerCaller: 1, timeoutMs: 300 });
    const hanging = plan('hang', demandOf('hog'));
    const waiting = [plan('good', demandOf('hog')), plan('other', demandOf('other'))];
    await expect(plan('more', demandOf('hog'))).rejects.toMatchObject({
      code: 'PLANNING_OVERLOADED',
    });
    await expect(hanging).rejects.toMatchObject({ code: 'PLANNING_LIMIT_EXCEEDED' });
    await Promise.all(waiting);
    expect(diary()).not.toContain('more');
  });

  it('give callers turns, and who has joined another’s operation waits as if it were his', async () => {
    const { plan, diary } = startStandIns({ timeoutMs: 300 });
    const hanging = plan('hang', demandOf('hog'));
    const joined = demandOf('hog');
    const waiting = [
      plan('first', demandOf('hog')),
      plan('second', demandOf('hog')),
      plan('third', demandOf('hog')),
      plan('fourth', joined),
      plan('late', demandOf('other')),
      plan('later', demandOf('other')),
    ];
    joined.callers = ['hog', 'third party'];
    await expect(hanging).rejects.toThrow();
    await Promise.all(waiting);
    expect(diary()).toEqual([
      ...['start', 'hang', 'start'],
      ...['first', 'fourth', 'late', 'second', 'later', 'third'],
    ]);
  });

  it('plan nothing that nobody waits for any more, which makes room', async () => {
    const { plan, diary } = startStandIns({ queue: 1, timeoutMs: 300 });
    const hanging = plan('hang');
    const deserted = demandOf('one');
    const dropped = plan('nothing', deserted);
    leave(deserted);
    await expect(dropped).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
    const next = plan('good');
    await expect(hanging).rejects.toThrow();
    await next;
    expect(diary()).toEqual(['start', 'hang', 'start', 'good']);
  });

  it('go on with what has begun, and try nothing once more that nobody waits for', async () => {
    const { plan, diary } = startStandIns();
    const begun = demandOf('one');
    const made = plan('good', begun);
    leave(begun);
    await expect(made).resolves.toMatchObject({ what: 'good' });
    const dying = demandOf('one');
    const died = plan('die', dying);
    leave(dying);
    await expect(died).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
    expect(diary()).toEqual(['start', 'good', 'die']);
  });

  it('plan beside one that hangs', async () => {
    const { threads, plan } = startStandIns({ threads: 2 });
    const hanging = Promise.allSettled([plan('hang')]);
    await expect(plan('good')).resolves.toMatchObject({ what: 'good' });
    await threads.close();
    expect(await hanging).toMatchObject([{ reason: { code: 'SERVICE_UNAVAILABLE' } }]);
  });

  it('make the plan that this thread would make', async () => {
    const threads = start({});
    const document = parse(
      'query Q($code: RegionCode!) { region(code: $code) { name finance { budget } population { total { value } } } }',
    );
    expect(await threads.plan(document, 'Q')).toEqual(
      JSON.parse(JSON.stringify(planner.plan(document, 'Q'))),
    );
  });

  it('validate what was planned for another supergraph', async () => {
    const threads = start({});
    const replan = (text: string) =>
      threads.replan({ text, operationName: null, overrideLabels: [] });
    expect(await replan('{ regencies { nameOfOld } }')).toBeNull();
    expect(await replan('{ regencies {')).toBeNull();
    expect(await replan('{ regencies { name } }')).toMatchObject({ kind: 'QueryPlan' });
    // What is cut before planning can leave a variable without a use.
    const cut = 'query ($on: Boolean!) { regencies { name } }';
    expect(await replan(cut)).toMatchObject({ kind: 'QueryPlan' });
  });
});
