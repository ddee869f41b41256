import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../common/logger.ts';
import { createRequestHandler } from '../../../gateway/handle-request.ts';

describe('an answer that cannot be written', () => {
  it('is refused, logged and counted under its own id', async () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const lines: string[] = [];
    const observed: unknown[] = [];
    const handle = createRequestHandler({
      handleOperation: () => Promise.resolve({ data: { deep }, errors: [], valueCompletion: [] }),
      logger: createLogger({ destination: { write: (line) => void lines.push(line) } }),
      observe: ({ outcome }) => observed.push(outcome),
    });
    const response = await handle(
      {
        method: 'POST',
        search: '',
        headers: { 'content-type': 'application/json' },
        body: Buffer.from('{"query":"{ deep }"}'),
      },
      new AbortController().signal,
    );
    expect(response.status).toBe(500);
    const body = JSON.parse(response.body) as {
      readonly errors: readonly [{ readonly extensions: Readonly<Record<string, unknown>> }];
    };
    const { code, requestId } = body.errors[0].extensions;
    expect(code).toBe('INTERNAL_SERVER_ERROR');
    const logged = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(logged.map(({ requestId: id, msg }) => [id, msg])).toEqual([
      [requestId, 'an internal error was masked'],
      [requestId, 'request'],
    ]);
    expect(observed).toEqual(['INTERNAL_SERVER_ERROR']);
  });
});
