import { setImmediate as settle } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { ANONYMOUS } from '../../../gateway/authenticate/anonymous-caller.ts';
import {
  createOperationHandler,
  type OperationHandlerOptions,
} from '../../../gateway/handle-operation.ts';
import type { PlanWaiter } from '../../../gateway/plan/waiting-callers.ts';
import type { Snapshot } from '../../../gateway/snapshot.ts';

/** A gateway whose planner never comes back. */
function createHandler(deadlineMs: number, gone: string[] = []) {
  const snapshot = {
    parse: () => ({}),
    authorize: () => ({}),
    chooseOverrides: () => [],
    plan: (_authorized: unknown, _labels: unknown, waiter: PlanWaiter) => {
      const { caller, signal } = waiter;
      signal.addEventListener('abort', () => {
        gone.push(caller);
      });
      return new Promise(() => undefined);
    },
  } as unknown as Snapshot;
  return createOperationHandler({
    snapshot: () => snapshot,
    authenticate: () => Promise.resolve(ANONYMOUS),
    clock: systemClock,
    logger: silentLogger,
    deadlineMs,
  } as unknown as OperationHandlerOptions);
}

const request = { authorization: null, overrides: null } as never;

describe('a request that waits for its plan', () => {
  it('is given up at its deadline', async () => {
    const handle = createHandler(10);
    const context = { requestId: 'r', signal: new AbortController().signal };
    await expect(handle(request, context)).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
  });

  it('is given up when its client goes away', async () => {
    const gone: string[] = [];
    const handle = createHandler(60_000, gone);
    const client = new AbortController();
    const clientAddress = () => '203.0.113.9';
    const answer = handle(request, { requestId: 'r', signal: client.signal, clientAddress });
    await settle();
    client.abort();
    await expect(answer).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
    expect(gone).toEqual(['address:203.0.113.9']);
  });
});
