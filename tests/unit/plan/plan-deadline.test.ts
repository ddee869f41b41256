import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { ANONYMOUS } from '../../../gateway/authenticate/anonymous-caller.ts';
import {
  createOperationHandler,
  type OperationHandlerOptions,
} from '../../../gateway/handle-operation.ts';
import type { Snapshot } from '../../../gateway/snapshot.ts';

/** A gateway whose planner never comes back. */
function createHandler(deadlineMs: number) {
  const snapshot = {
    parse: () => ({}),
    authorize: () => ({}),
    chooseOverrides: () => [],
    plan: () => new Promise(() => undefined),
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
    const handle = createHandler(60_000);
    const client = new AbortController();
    const answer = handle(request, { requestId: 'r', signal: client.signal });
    client.abort();
    await expect(answer).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
  });
});
