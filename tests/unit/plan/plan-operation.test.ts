import { describe, expect, it } from '@jest/globals';
import { parse, type DocumentNode } from 'graphql';
import { ClientError } from '../../../common/errors/errors.ts';
import type { OperationPlanner, PlanDemand, QueryPlan } from '../../../federation/planner.ts';
import type { AuthorizedOperation } from '../../../gateway/authorize/authorized-operation.ts';
import { Cancellation } from '../../../gateway/cancellation.ts';
import { createPlanMemory } from '../../../gateway/plan/plan-memory.ts';
import { createPlanStage, type PlannedOperation } from '../../../gateway/plan/plan-operation.ts';

function operation(part: {
  readonly hash: string;
  readonly name?: string;
  readonly document?: DocumentNode | null;
  readonly text?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}): AuthorizedOperation {
  const document = parse(part.text ?? '{ a }');
  const parsed = {
    document,
    operation: document.definitions[0],
    operationName: part.name ?? null,
    variables: part.variables ?? {},
  };
  const left = part.document === undefined ? document : part.document;
  return { parsed, document: left, documentHash: part.hash } as unknown as AuthorizedOperation;
}

/** A planner that counts. */
function createCountingPlanner(plan: () => QueryPlan | Promise<QueryPlan> = emptyPlan) {
  const planned: string[] = [];
  const planner: OperationPlanner = {
    plan: (_document, operationName, overrideLabels = []) => {
      planned.push([operationName ?? '', ...overrideLabels].join(' '));
      return plan();
    },
    aliases: {
      guard: (document) => document,
      toFetchedName: (field) => field.name.value,
      toResponseName: (name) => name,
    },
  };
  return { planner, planned };
}

const emptyPlan = (): QueryPlan => ({ kind: 'QueryPlan' });

/** A plan that is there at once. */
function atOnce(planned: PlannedOperation | Promise<PlannedOperation>): PlannedOperation {
  if (planned instanceof Promise) throw new Error('the plan has to be waited for');
  return planned;
}

describe('many who ask for one plan', () => {
  it('get the one that is being made, whoever asked first', async () => {
    const { planner, planned } = createCountingPlanner(() => Promise.resolve(emptyPlan()));
    const plan = createPlanStage(planner);
    const all = await Promise.all(
      Array.from({ length: 100 }, async (_, index) =>
        plan(operation({ hash: 'x', variables: { index } })),
      ),
    );
    expect(planned).toHaveLength(1);
    expect(new Set(all.map((each) => each.plan)).size).toBe(1);
    expect(all.map((each) => each.authorized.parsed.variables['index'])).toEqual(
      Array.from({ length: 100 }, (_, index) => index),
    );
  });

  it('are waited for by name, and the planner is told when the last has gone', async () => {
    const demands: PlanDemand[] = [];
    const refusals: ((error: Error) => void)[] = [];
    const { planner } = createCountingPlanner();
    const outcomes: string[] = [];
    const plan = createPlanStage(
      {
        ...planner,
        plan: (_document, _name, _labels, demand) => {
          if (demand === undefined) throw new Error('nobody waits');
          demands.push(demand);
          return new Promise((_resolve, reject) => {
            refusals.push(reject);
            demand.onDeserted = () => {
              reject(new ClientError('GATEWAY_TIMEOUT'));
            };
          });
        },
      },
      { observe: (outcome) => void outcomes.push(outcome) },
    );
    const ask = (caller: string) => {
      const signal = new Cancellation();
      const made = Promise.resolve(plan(operation({ hash: 'x' }), [], { caller, signal }));
      made.catch(() => undefined);
      const leave = () => {
        signal.abort();
      };
      return { made, leave };
    };
    const [one, again, other] = [ask('one'), ask('one'), ask('other')];
    expect(demands.map(({ callers }) => callers)).toEqual([['one', 'other']]);
    one.leave();
    other.leave();
    expect(demands[0]?.callers).toEqual(['one']);
    expect(outcomes).toEqual([]);
    again.leave();
    // Who comes now does not get what has just been dropped.
    const late = ask('late');
    expect(demands).toHaveLength(2);
    await expect(again.made).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
    expect(outcomes).toEqual(['dropped']);
    ask('later');
    expect(demands.map(({ callers }) => callers)).toEqual([[], ['late', 'later']]);
    refusals[1]?.(new Error('over'));
    await expect(late.made).rejects.toThrow('over');
  });

  it('do not wait for those who ask for another', async () => {
    const { planner } = createCountingPlanner(() => new Promise(() => undefined));
    const other = createCountingPlanner();
    const plan = createPlanStage({
      ...planner,
      plan: (document, name) => (name === 'Slow' ? planner : other.planner).plan(document, name),
    });
    void plan(operation({ hash: 'x', name: 'Slow' }));
    expect(atOnce(plan(operation({ hash: 'y', name: 'Quick' }))).plan).not.toBeNull();
  });

  it('all fail with it, and the next one has it tried again', async () => {
    const error = new ClientError('PLANNING_OVERLOADED');
    const { planner, planned } = createCountingPlanner(() => Promise.reject(error));
    const plan = createPlanStage(planner);
    const ask = async () => plan(operation({ hash: 'x' }));
    const all = await Promise.allSettled([ask(), ask(), ask()]);
    expect(all).toEqual(Array.from({ length: 3 }, () => ({ status: 'rejected', reason: error })));
    expect(planned).toHaveLength(1);
    await expect(ask()).rejects.toBe(error);
    expect(planned).toHaveLength(2);
  });

  it('are refused unasked what the planner gave up', async () => {
    const error = new ClientError('PLANNING_LIMIT_EXCEEDED', { limit: 5 });
    const { planner, planned } = createCountingPlanner(() => Promise.reject(error));
    const plan = createPlanStage(planner);
    const ask = async (hash: string) => plan(operation({ hash }));
    for (const hash of ['x', 'x', 'x', 'y']) await expect(ask(hash)).rejects.toBe(error);
    expect(planned).toHaveLength(2);
  });

  it('find it at once when it was made, without a promise', async () => {
    const { planner } = createCountingPlanner(() => Promise.resolve(emptyPlan()));
    const plan = createPlanStage(planner);
    const first = plan(operation({ hash: 'x' }));
    expect(first).toBeInstanceOf(Promise);
    const { plan: made } = await first;
    expect(atOnce(plan(operation({ hash: 'x' }))).plan).toBe(made);
  });
});

describe('the memory of plans', () => {
  it('gives no plan of another cut or another operation name', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    const plans = [
      plan(operation({ hash: 'cut1', name: 'A' })),
      plan(operation({ hash: 'cut2', name: 'A' })),
      plan(operation({ hash: 'cut1', name: 'B' })),
      plan(operation({ hash: 'cut1' })),
    ].map((each) => atOnce(each).plan);
    expect(new Set(plans).size).toBe(4);
    expect(planned).toHaveLength(4);
  });

  it('gives no plan of another supergraph', () => {
    const first = createCountingPlanner();
    const second = createCountingPlanner();
    const before = atOnce(createPlanStage(first.planner)(operation({ hash: 'x' })));
    const after = atOnce(createPlanStage(second.planner)(operation({ hash: 'x' })));
    expect(after.plan).not.toBe(before.plan);
    expect(second.planned).toHaveLength(1);
  });

  it('plans an operation once, whoever asks and with whatever variables', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    const before = atOnce(plan(operation({ hash: 'x', variables: { a: 1 } })));
    const after = atOnce(plan(operation({ hash: 'x', variables: { a: 2 } })));
    expect(after.plan).toBe(before.plan);
    expect(planned).toHaveLength(1);
  });

  it('gives no plan of other labels of progressive overrides', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    for (const labels of [[], ['a'], ['a', 'b'], ['a'], []])
      atOnce(plan(operation({ hash: 'x' }), labels));
    expect(planned).toEqual(['', ' a', ' a b']);
  });

  it('forgets the least used beyond its size in bytes, not in number', () => {
    const sized = (nodes: number): QueryPlan => ({
      kind: 'QueryPlan',
      node: {
        kind: 'Parallel',
        nodes: Array.from({ length: nodes }, () => ({ kind: 'Sequence', nodes: [] })),
      },
    });
    const sizes = [1, 1, 20, 1];
    const { planner, planned } = createCountingPlanner(() => sized(sizes[planned.length - 1] ?? 1));
    const memory = createPlanMemory(800);
    const plan = createPlanStage(planner, { memory });
    const ask = (hash: string) => atOnce(plan(operation({ hash })));
    for (const hash of ['x', 'y', 'x', 'y']) ask(hash);
    expect(planned).toHaveLength(2);
    ask('large');
    expect(memory.bytes).toBeGreaterThan(600);
    expect(memory.bytes).toBeLessThanOrEqual(800);
    ask('y');
    expect(planned).toHaveLength(3);
    ask('x');
    expect(planned).toHaveLength(4);
  });
});

describe('an operation', () => {
  it('of which nothing is left is not planned', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    expect(atOnce(plan(operation({ hash: '', document: null }))).plan).toBeNull();
    expect(planned).toEqual([]);
  });

  it.each([
    ['query ($representations: String) { a(b: $representations) }', { representations: 'x' }],
    ['query ($representations: String) { a(b: $representations) }', {}],
    ['query ($representations1: String) { a(b: $representations1) }', { representations1: 'x' }],
    ['query ($contextualArgument_1_0: String) { a(b: $contextualArgument_1_0) }', {}],
    ['query ($on: Boolean = true) { a @skip(if: $on) }', { on: null }],
    ['query ($on: Boolean = true) { ...F } fragment F on Q { a @include(if: $on) }', { on: null }],
  ])('is refused with variables that no plan can be run with: %s', (text, variables) => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    expect(() => plan(operation({ hash: 'x', text, variables }))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
    expect(planned).toEqual([]);
  });

  it('may have null for other variables', () => {
    const { planner } = createCountingPlanner();
    const text = 'query ($b: String, $on: Boolean = true) { a(b: $b) @skip(if: $on) }';
    const variables = { b: null, on: true };
    const plan = createPlanStage(planner);
    expect(atOnce(plan(operation({ hash: 'x', text, variables }))).plan).not.toBeNull();
  });
});
