import { describe, expect, it } from '@jest/globals';

import { ClientError } from '../../../common/errors/errors.ts';
import { createLogger } from '../../../common/logger.ts';
import { Cancellation } from '../../../gateway/cancellation.ts';
import { createMessageHandler } from '../../../gateway/handle-message.ts';
import { createStreamHandler } from '../../../gateway/handle-stream.ts';
import type { OpenOperation } from '../../../gateway/open-operation.ts';

const REFUSE: OpenOperation = () => Promise.reject(new ClientError('PURPOSE_REQUIRED'));
const SUBSCRIBE: OpenOperation = () => Promise.resolve({ kind: 'EVENTS', events: nothing() });
const DEFER: OpenOperation = () =>
  Promise.resolve({
    kind: 'DEFERRED',
    initial: { data: {}, errors: [], valueCompletion: [] },
    parts: nothing(),
  });

async function* nothing(): AsyncGenerator<never, void, undefined> {
  // It ends at once.
}

/** Handlers over one way to open operations, and what they log and tell. */
function createBench(openOperation: OpenOperation) {
  const logged: Record<string, unknown>[] = [];
  const told: unknown[] = [];
  const options = {
    openOperation,
    logger: createLogger({
      destination: { write: (line) => void logged.push(JSON.parse(line) as never) },
    }),
    onStream: (stream: object) => void told.push(stream),
    keepAliveMs: 1_000,
  };
  const signal = new Cancellation();
  return {
    signal,
    told,
    logged: () =>
      logged.map(({ msg, protocol, outcome, answers }) => ({ msg, protocol, outcome, answers })),
    requestIds: () => logged.map(({ requestId }) => requestId),
    ask: (accept: string) =>
      createStreamHandler(options)(
        {
          method: 'POST',
          search: '',
          headers: { accept, 'content-type': 'application/json' },
          body: Buffer.from('{"query":"{ a }"}'),
        },
        signal,
      ),
    send: () => createMessageHandler(options)({ payload: { query: '{ a }' }, headers: {} }, signal),
  };
}

const EVENTS = 'text/event-stream';
const PARTS = 'multipart/mixed;deferSpec=20220824, application/json';

describe('an operation whose client goes away before it takes the first answer', () => {
  it.each([
    ['was refused over events', REFUSE, EVENTS, 'sse', 'PURPOSE_REQUIRED'],
    ['subscribes over events', SUBSCRIBE, EVENTS, 'sse', 'ok'],
    ['defers', DEFER, PARTS, 'multipart', 'ok'],
  ])('and that %s is logged and counted, once', async (_what, open, accept, protocol, outcome) => {
    const { ask, signal, logged, told, requestIds } = createBench(open);
    const { headers } = await ask(accept);
    expect(logged()).toEqual([]);
    signal.abort();
    expect(logged()).toEqual([{ msg: 'stream', protocol, outcome, answers: 0 }]);
    expect(requestIds()).toEqual([headers['x-request-id']]);
    expect(told).toHaveLength(1);
  });

  it('is logged where he had gone before it was opened', async () => {
    const { ask, signal, logged } = createBench(REFUSE);
    signal.abort();
    await ask(EVENTS);
    expect(logged()).toEqual([
      { msg: 'stream', protocol: 'sse', outcome: 'PURPOSE_REQUIRED', answers: 0 },
    ]);
  });

  it('is logged over WebSocket', async () => {
    const { send, signal, logged } = createBench(SUBSCRIBE);
    const answers = send();
    signal.abort();
    await answers.return();
    expect(logged()).toEqual([{ msg: 'stream', protocol: 'ws', outcome: 'ok', answers: 0 }]);
  });
});

describe('an operation whose answers are taken', () => {
  it('is logged once, at its end, whatever its client does then', async () => {
    const { ask, signal, logged } = createBench(REFUSE);
    const { body } = await ask(EVENTS);
    let text = '';
    for await (const piece of body) text += piece;
    expect(text).toContain('PURPOSE_REQUIRED');
    signal.abort();
    expect(logged()).toEqual([
      { msg: 'stream', protocol: 'sse', outcome: 'PURPOSE_REQUIRED', answers: 1 },
    ]);
  });
});
