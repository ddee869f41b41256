import { describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';

import { jawara } from './province.ts';

describe('the endpoint, to the audit suite of graphql-http', () => {
  it.each(
    serverAudits({ url: () => jawara.endpoint }).map((audit) => [audit.name, audit] as const),
  )('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect({ ...result, response: undefined }).toMatchObject({ status: 'ok' });
  });
});
