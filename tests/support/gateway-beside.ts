import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import { projectRoot } from '../../common/project-root.ts';
import { createInProcessTransport } from '../../gateway/fetch/in-process-transport.ts';
import { createRequestHandler } from '../../gateway/handle-request.ts';
import type { SubgraphName } from '../../server/compose-supergraph.ts';
import { createGateway } from '../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../server/gateway-config.ts';
import {
  createEcKey,
  ISSUER,
  sign,
  startKeyServer,
  toClaims,
} from '../unit/authenticate/issuer-on-socket.ts';
import { toAnswer, type Answer } from './jawara.ts';
import { ROOT, type SubgraphsBeside } from './subgraphs-beside.ts';

export interface GatewayBeside {
  /** Asks with a token of these claims, which no persona has to have. */
  ask(claims: Readonly<Record<string, unknown>>, question: BesideQuestion): Promise<Answer>;
  stop(): Promise<void>;
}

export interface BesideQuestion {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly purpose?: string;
}

/** A gateway over the subgraphs beside a running Jawara that trusts an issuer of its own: so that a test can make any token. */
export async function openGatewayBeside(subgraphs: SubgraphsBeside): Promise<GatewayBeside> {
  const key = createEcKey();
  const keyServer = await startKeyServer([key.jwk]);
  const audience = String(toClaims()['aud']);
  const names = ['regions', 'population', 'finance', 'education', 'health', 'agriculture'];
  const gateway = createGateway({
    supergraphSdl: readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'),
    config: gatewayConfigSchema.parse({
      authentication: { issuers: [{ issuer: ISSUER, jwksUri: keyServer.jwksUri, audience }] },
      guardianship: 'population',
      planning: { threads: 0 },
      subgraphs: Object.fromEntries(names.map((name) => [name, { envelope: true }])),
    }),
    envelopeRoot: ROOT,
    createTransport: (name) =>
      createInProcessTransport((request) => subgraphs.handle(name as SubgraphName, request)),
    production: false,
    clock: systemClock,
    logger: silentLogger,
  });
  const handle = createRequestHandler({ handleOperation: gateway.handle, logger: silentLogger });
  return {
    async ask(claims, { query, variables, purpose }) {
      const nowS = Math.floor(Date.now() / 1_000);
      const times = { iat: nowS - 10, exp: nowS + 600 };
      const raw = await handle(
        {
          method: 'POST',
          search: '',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${sign(key, toClaims({ ...times, ...claims }))}`,
            ...(purpose === undefined ? {} : { 'jawara-purpose': purpose }),
          },
          body: Buffer.from(JSON.stringify({ query, variables })),
        },
        new AbortController().signal,
      );
      return toAnswer(raw.status, raw.headers, raw.body);
    },
    async stop() {
      await gateway.close();
      await keyServer.stop();
    },
  };
}
