import { describe, expect, it } from '@jest/globals';
import { parse, type DocumentNode } from 'graphql';
import type { Planner } from '../../../federation/planner.ts';
import type { AuthorizedOperation } from '../../../gateway/authorize/authorized-operation.ts';
import { createPlanStage } from '../../../gateway/plan/plan-operation.ts';

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
function createCountingPlanner() {
  const planned: string[] = [];
  const planner: Planner = {
    plan: (_document, operationName) => {
      planned.push(operationName ?? '');
      return { kind: 'QueryPlan' };
    },
    aliases: {
      guard: (document) => document,
      toFetchedName: (field) => field.name.value,
      toResponseName: (name) => name,
    },
  };
  return { planner, planned };
}

describe('the memory of plans', () => {
  it('gives no plan of another cut or another operation name', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    const plans = [
      plan(operation({ hash: 'cut1', name: 'A' })),
      plan(operation({ hash: 'cut2', name: 'A' })),
      plan(operation({ hash: 'cut1', name: 'B' })),
      plan(operation({ hash: 'cut1' })),
    ].map((each) => each.plan);
    expect(new Set(plans).size).toBe(4);
    expect(planned).toHaveLength(4);
  });

  it('gives no plan of another supergraph', () => {
    const first = createCountingPlanner();
    const second = createCountingPlanner();
    const before = createPlanStage(first.planner)(operation({ hash: 'x' }));
    const after = createPlanStage(second.planner)(operation({ hash: 'x' }));
    expect(after.plan).not.toBe(before.plan);
    expect(second.planned).toHaveLength(1);
  });

  it('plans an operation once, whoever asks and with whatever variables', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner);
    const before = plan(operation({ hash: 'x', variables: { a: 1 } }));
    const after = plan(operation({ hash: 'x', variables: { a: 2 } }));
    expect(after.plan).toBe(before.plan);
    expect(planned).toHaveLength(1);
  });

  it('forgets the least used beyond its size', () => {
    const { planner, planned } = createCountingPlanner();
    const plan = createPlanStage(planner, 1);
    for (const hash of ['x', 'y', 'x']) plan(operation({ hash }));
    expect(planned).toHaveLength(3);
  });
});

describe('an operation', () => {
  it('of which nothing is left is not planned', () => {
    const { planner, planned } = createCountingPlanner();
    expect(createPlanStage(planner)(operation({ hash: '', document: null })).plan).toBeNull();
    expect(planned).toEqual([]);
  });

  it.each([
    ['query ($representations: String) { a(b: $representations) }', { representations: 'x' }],
    ['query ($representations: String) { a(b: $representations) }', {}],
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
    expect(createPlanStage(planner)(operation({ hash: 'x', text, variables })).plan).not.toBeNull();
  });
});
