import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { fastify, type FastifyInstance } from 'fastify';
import { graphql } from 'graphql';

import type { ExplorerConfig } from '../../portal/src/explorer-config.ts';
import { readExamples } from '../../server/read-examples.ts';
import { prefersHtml } from '../../server/prefers-html.ts';
import { composeApiSchema } from './compose-api-schema.ts';
import { COVERED_REGENCIES } from './coverage-stand-in.ts';
import { registerPortal } from '../../server/serve-portal.ts';

/** What a request said of its caller, in the order that requests came. */
export interface SeenRequest {
  readonly operationName: string | undefined;
  readonly authorization: string | undefined;
  readonly purpose: string | undefined;
  readonly language: string | undefined;
}

export interface ExplorerStandIn {
  /** Where a browser finds the explorer. */
  readonly url: string;
  /** Origins that the page may speak to. */
  readonly origins: readonly string[];
  /** Operations that arrived, the schema's introspection left out. */
  readonly seen: SeenRequest[];
  /** Tokens that the gateway answers with 401. */
  readonly revoked: Set<string>;
  /** Bodies of the token requests that arrived. */
  readonly tokenRequests: string[];
  stop(): Promise<void>;
}

const PORTAL_DIST = fileURLToPath(new URL('../../portal/dist', import.meta.url));

const ROOT = {
  region: ({ code }: { code: string }) => ({ code, name: 'KOTA CONTOH', finance: null }),
  regencies: COVERED_REGENCIES,
};

/**
 * A gateway and a token issuer that know just enough to try the explorer against: any persona but `ditolak` gets a
 * token `<persona>-<n>`, counted up. The schema is the subgraphs' own; of the data there are one
 * region's name and the regencies' coverage.
 */
export async function startExplorerStandIn(): Promise<ExplorerStandIn> {
  if (!existsSync(PORTAL_DIST)) throw new Error('the portal is not built: npm run build:portal');
  const seen: SeenRequest[] = [];
  const tokenRequests: string[] = [];
  const revoked = new Set<string>();
  const issuer = createIssuer(tokenRequests);
  const issuerOrigin = await issuer.listen({ host: '127.0.0.1', port: 0 });
  const gateway = createGateway(issuerOrigin, seen, revoked);
  const origin = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `${origin}/graphql`,
    origins: [origin, issuerOrigin],
    seen,
    revoked,
    tokenRequests,
    stop: async () => {
      await Promise.all([gateway.close(), issuer.close()]);
    },
  };
}

function createIssuer(requests: string[]): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  app.post('/token', (request, reply) => {
    const body = String(request.body);
    requests.push(body);
    const persona = new URLSearchParams(body).get('persona');
    void reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
    if (persona === 'ditolak') return reply.code(400).send({ error: 'invalid_grant' });
    return reply.send({
      access_token: `${persona}-${requests.length}`,
      token_type: 'Bearer',
      expires_in: 300,
    });
  });
  return app;
}

function createGateway(
  issuerOrigin: string,
  seen: SeenRequest[],
  revoked: ReadonlySet<string>,
): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  const schema = composeApiSchema();
  const portal = registerPortal(app, {
    distFolder: PORTAL_DIST,
    config: toConfig(issuerOrigin),
    issuerOrigin,
  });
  app.get('/graphql', (request, reply) => {
    if (!prefersHtml(request.headers.accept))
      return reply.code(400).send({ errors: [{ message: 'no query' }] });
    const { html, headers } = portal.explorerPage();
    return reply.headers(headers).send(html);
  });
  app.post<{
    Body: { query: string; operationName?: string; variables?: Record<string, unknown> };
  }>('/graphql', async ({ body, headers }, reply) => {
    if (revoked.has(headers.authorization?.slice('Bearer '.length) ?? '')) {
      return reply.code(401).send({ errors: [{ message: 'revoked' }] });
    }
    if (body.operationName !== 'IntrospectionQuery') {
      seen.push({
        operationName: body.operationName,
        authorization: headers.authorization,
        purpose: headers['jawara-purpose'] as string | undefined,
        language: headers['accept-language'],
      });
    }
    return graphql({
      schema,
      source: body.query,
      rootValue: ROOT,
      operationName: body.operationName ?? null,
      variableValues: body.variables ?? null,
    });
  });
  return app;
}

function toConfig(issuerOrigin: string): ExplorerConfig {
  const examples = readExamples(fileURLToPath(new URL('../../examples', import.meta.url)));
  return {
    issuer: issuerOrigin,
    tokenEndpoint: `${issuerOrigin}/token`,
    clientId: 'jawara-explorer',
    audience: 'https://jawara.example/graphql',
    personas: ['warga', 'petugas-3671', 'petugas-3602', 'app-anggaran', 'ditolak'].map((name) => ({
      name,
      title: { id: `Persona ${name}`, en: `The persona ${name}` },
      description: { id: 'Untuk uji.', en: 'For tests.' },
    })),
    examples,
    purposes: ['PUBLIC_SERVICE', 'BUDGET_ALLOCATION', 'SUBJECT_ACCESS'],
  };
}
