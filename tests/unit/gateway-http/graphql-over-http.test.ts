import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { createHttpServer, type HttpServer } from '../../../server/create-http-server.ts';
import { createStubGateway } from './stub-gateway.ts';

let url = '';
let server: HttpServer;
beforeAll(async () => {
  server = createHttpServer({ handle: createStubGateway(), ready: () => true });
  url = `http://127.0.0.1:${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => server.close(0));

describe('GraphQL over HTTP, the audit suite of graphql-http', () => {
  it.each(serverAudits({ url: () => url }).map((audit) => [audit.name, audit] as const))(
    '%s',
    async (_name, audit) => {
      const result = await audit.fn();
      expect({ ...result, response: undefined }).toMatchObject({ status: 'ok' });
    },
  );
});
