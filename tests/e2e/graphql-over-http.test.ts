import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';

import { startTestJawara, type RunningJawara } from '../support/jawara.ts';

let jawara: RunningJawara;
beforeAll(async () => {
  jawara = await startTestJawara();
}, 60_000);
afterAll(() => jawara.stop());

describe('the endpoint, to the audit suite of graphql-http', () => {
  it.each(
    serverAudits({ url: () => jawara.endpoint }).map((audit) => [audit.name, audit] as const),
  )('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect({ ...result, response: undefined }).toMatchObject({ status: 'ok' });
  });
});
