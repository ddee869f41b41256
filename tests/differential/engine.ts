import { systemClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import {
  createInProcessTransport,
  type SubgraphHandler,
} from '../../gateway/fetch/in-process-transport.ts';
import { createRequestHandler } from '../../gateway/handle-request.ts';
import { createGateway } from '../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../server/gateway-config.ts';
import type { Answer } from './answer.ts';
import type { Graph } from './graph.ts';

export type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Answer>;

export interface Engine {
  readonly ask: Ask;
  close(): Promise<void>;
}

/** High enough that no generated operation meets them: limits have tests of their own. */
const LIMITS = {
  tokens: 1_000_000,
  depth: 1_000,
  aliases: 10_000,
  rootFields: 10_000,
  selections: 1_000_000,
  directives: 10_000,
  cost: Number.MAX_SAFE_INTEGER,
};

/** No wall clock decides what a comparison finds, however long its process is stopped. */
const HOURS_MS = 24 * 3_600_000;

/** The gateway with all its stages, from a request's bytes to the answer's; subgraphs get the bytes that HTTP would carry. */
export function createEngine(graph: Graph, handlers: ReadonlyMap<string, SubgraphHandler>): Engine {
  const gateway = createGateway({
    supergraphSdl: graph.supergraph.sdl,
    config: gatewayConfigSchema.parse({
      authorization: { requirePurpose: false },
      limits: LIMITS,
      deadlineMs: HOURS_MS,
      planning: { threads: 0 },
    }),
    envelopeRoot: undefined,
    createTransport: (name) => createInProcessTransport(handlers.get(name)!),
    production: false,
    clock: systemClock,
    logger: silentLogger,
  });
  const handle = createRequestHandler({ handleOperation: gateway.handle, logger: silentLogger });
  const { signal } = new AbortController();
  return {
    async ask(query, variables) {
      const response = await handle(
        {
          method: 'POST',
          search: '',
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(JSON.stringify({ query, variables })),
        },
        signal,
      );
      return JSON.parse(response.body) as Answer;
    },
    close: () => gateway.close(),
  };
}
