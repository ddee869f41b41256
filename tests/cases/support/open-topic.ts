import { parse, Source } from 'graphql';
import { systemClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { composeSupergraph, formatFault } from '../../../federation/compose.ts';
import { createHttpTransport } from '../../../gateway/fetch/http-transport.ts';
import { createRequestHandler } from '../../../gateway/handle-request.ts';
import { createGateway } from '../../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../../server/gateway-config.ts';
import type { CaseTokens } from './case-tokens.ts';
import { createCaseSubgraph } from './create-case-subgraph.ts';
import type { Case, Topic } from './read-topic.ts';
import type { CaseServer } from './start-case-server.ts';

export interface CaseAnswer {
  /** The response as its JSON says. */
  readonly response: Readonly<Record<string, unknown>>;
  readonly fetches: Readonly<Record<string, number>>;
}

/** A topic's subgraphs behind the gateway. */
export interface OpenTopic {
  ask(each: Case): Promise<CaseAnswer>;
  close(): Promise<void>;
}

/**
 * Composes a topic, serves its subgraphs and puts the gateway before them.
 *
 * @throws Error - where the subgraphs do not compose.
 */
export function openTopic(topic: Topic, server: CaseServer, tokens: CaseTokens): OpenTopic {
  const state = new Map<string, unknown[]>();
  server.serve(
    new Map(
      Object.entries(topic.subgraphs).map(([name, sdl]) => [
        name,
        createCaseSubgraph(sdl, topic.data[name] ?? {}, state),
      ]),
    ),
  );
  const gateway = createGateway({
    supergraphSdl: compose(topic, server.origin),
    config: gatewayConfigSchema.parse({
      authentication: tokens.toAuthentication(`${server.origin}/keys`),
      // A thread for each topic would take longer than all that is asked.
      planning: { threads: 0 },
      ...(topic.config as object),
    }),
    envelopeRoot: undefined,
    createTransport: (_name, url) => createHttpTransport({ url, connections: 4 }),
    production: false,
    clock: systemClock,
    logger: silentLogger,
  });
  const handleRequest = createRequestHandler({
    handleOperation: gateway.handle,
    logger: silentLogger,
  });
  return {
    async ask(each) {
      state.clear();
      server.begin(each.faults);
      const raw = await handleRequest(toRequest(each, tokens), new AbortController().signal);
      return {
        response: JSON.parse(raw.body) as Record<string, unknown>,
        fetches: Object.fromEntries(server.asked),
      };
    },
    close: () => gateway.close(),
  };
}

function compose(topic: Topic, origin: string): string {
  const result = composeSupergraph(
    Object.entries(topic.subgraphs).map(([name, sdl]) => ({
      name,
      url: `${origin}/${name}`,
      typeDefs: parse(new Source(sdl, `${topic.name}/${name}.graphql`)),
    })),
  );
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return result.supergraphSdl;
}

function toRequest(each: Case, tokens: CaseTokens) {
  const { query, variables, operationName, caller, headers } = each;
  return {
    method: 'POST',
    search: '',
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...(caller === undefined ? {} : { authorization: `Bearer ${tokens.sign(caller)}` }),
    },
    body: Buffer.from(JSON.stringify({ query, variables, operationName })),
  };
}
