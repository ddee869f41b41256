import type { GraphQLSchema } from 'graphql';
import { InternalError } from '../../common/errors/errors.ts';
import type { EntityCall } from './compile-call.ts';
import type { ConditionStep, DeferStep, Program, Step } from './compile-program.ts';
import { createFailureRecord, type ExecutionError, type FailureRecord } from './execution-error.ts';
import type { JsonObject, ResponsePath } from './json.ts';
import { createMeetings, type Meet } from './meet.ts';
import { createDeferral, type Deferral } from './deferral.ts';
import { usualPatience, type Patience } from './patience.ts';
import { runEntityCall, runRootCall } from './run-call.ts';

/**
 * Sends a request's body to a subgraph and gives its reply's JSON.
 *
 * @throws ClientError - where there is no reply: unreachable, past the deadline, or none that can be read.
 */
export type FetchSubgraph = (
  serviceName: string,
  body: string,
  /** What a fetch of entities is for; undefined for one of root fields. */
  entities?: readonly FetchedEntities[],
) => Promise<JsonObject>;

export interface FetchedEntities {
  /** Which fetches of the plan are carried. */
  readonly members: readonly { readonly path: ResponsePath }[];
  /** JSON texts, equal ones once. */
  readonly representations: readonly string[];
}

export interface ExecutedPlan {
  /** Everything that the fetches brought, keys and required fields included. */
  readonly data: JsonObject;
  /** Errors that subgraphs sent, at their places in the response. */
  readonly errors: readonly ExecutionError[];
  readonly failures: FailureRecord;
  /** What is still fetched after the rest has been; undefined where the plan defers nothing. */
  readonly deferral?: Deferral;
}

/** One run of a program: what all its calls share. */
export interface Run {
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
  readonly fetchSubgraph: FetchSubgraph;
  readonly data: JsonObject;
  readonly errors: ExecutionError[];
  readonly failures: FailureRecord;
  readonly deferral?: Deferral;
  readonly patienceMs: (call: EntityCall) => number;
}

/**
 * Runs a plan's fetches: sequences in order, parallel steps together. A fetch that fails costs what depends on it; all
 * others run. The result holds whatever arrived; what the plan defers may still be under way.
 */
export async function runProgram(options: {
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
  readonly fetchSubgraph: FetchSubgraph;
  /** How long a fetch waits for others that the same request could carry; default `usualPatience`. */
  readonly patience?: Patience;
  /** How long the run may still take, in ms; default: for ever. */
  readonly leftMs?: () => number;
}): Promise<ExecutedPlan> {
  const { program, variables, schema, fetchSubgraph } = options;
  const { patience = usualPatience, leftMs = () => Infinity } = options;
  const startedAt = performance.now();
  const common: Run = {
    ...{ program, variables, schema, fetchSubgraph },
    data: {},
    errors: [],
    failures: createFailureRecord(),
    patienceMs: (call) =>
      patience({ elapsedMs: performance.now() - startedAt, leftMs: leftMs(), call }),
  };
  const run: Run = program.defers ? { ...common, deferral: createDeferral() } : common;
  const { step } = program;
  if (step !== undefined) await runStep(run, openMeetings(run), step);
  return run;
}

function openMeetings(run: Run): Meet {
  return createMeetings({
    patienceMs: run.patienceMs,
    send: (call, fetches) => runEntityCall(run, call, fetches),
  });
}

async function runStep(run: Run, meet: Meet, step: Step): Promise<void> {
  switch (step.kind) {
    case 'Sequence':
      for (const each of step.steps) await runStep(run, meet, each);
      return;
    case 'Parallel':
      await Promise.all(step.steps.map((each) => runStep(run, meet, each)));
      return;
    case 'Condition': {
      const chosen = isTrue(run, step) ? step.ifStep : step.elseStep;
      return chosen === undefined ? undefined : runStep(run, meet, chosen);
    }
    case 'RootFetch':
      await runRootCall(run, step.call);
      run.deferral?.fetched(step.call.node.id);
      return;
    case 'Defer':
      return runDefer(run, meet, step);
    case 'EntityFetch': {
      const call = run.program.calls.get(step.fetch);
      if (call === undefined) throw new InternalError('a fetch of entities is part of a call');
      await meet(call, step.fetch);
      run.deferral?.fetched(step.fetch.node.id);
      return;
    }
  }
}

/** What is deferred begins as soon as what it needs is there, and is not waited for. */
function runDefer(run: Run, meet: Meet, { primary, deferred }: DeferStep): Promise<void> {
  const running = primary === undefined ? Promise.resolve() : runStep(run, meet, primary);
  for (const { label, depends, step } of deferred) {
    run.deferral?.start({ label, depends, atTheLatest: running }, async () => {
      const part = apart(run);
      if (step !== undefined) await runStep(part, openMeetings(part), step);
      return part;
    });
  }
  return running;
}

/** A run that adds to the same data, but is answered apart: its errors are its own. */
export function apart<Kept extends ExecutedPlan>(run: Kept): Kept {
  return { ...run, errors: [], failures: createFailureRecord(run.failures) };
}

function isTrue(run: Run, { variable, isOfDefer }: ConditionStep): boolean {
  const value = run.variables[variable];
  if (isOfDefer && value === undefined) return true;
  if (typeof value !== 'boolean') throw new InternalError('a condition is a coerced boolean');
  return value;
}
