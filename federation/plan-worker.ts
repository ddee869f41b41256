import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'graphql';
import type { PlanOrder, PlanReport, PlanWorkerData } from './plan-worker-messages.ts';
import { createPlanner } from './planner.ts';
import { createReplan } from './replan.ts';
import { readSupergraph } from './supergraph.ts';

/** A planning thread: it reads the supergraph once, then plans one operation after the other. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');
const supergraph = readSupergraph((workerData as PlanWorkerData).supergraphSdl);
const planner = createPlanner(supergraph);
const replan = createReplan(supergraph, planner);
// The first plan builds what every plan needs; it counts as the start, not as anybody's time.
planner.plan(parse('{ __typename }'), null);

port.on('message', (order: PlanOrder) => {
  port.postMessage(answer(order));
});
port.postMessage({ kind: 'ready' } satisfies PlanReport);

function answer(order: PlanOrder): PlanReport {
  try {
    const plan = order.validate
      ? replan(order)
      : planner.plan(
          parse(order.text, { noLocation: true }),
          order.operationName,
          order.overrideLabels,
        );
    return plan === null ? { kind: 'invalid' } : { kind: 'planned', json: JSON.stringify(plan) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', message, stack: stack ?? '' };
  }
}
