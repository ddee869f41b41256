import type { DocumentNode } from 'graphql';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { EnvelopeRoot } from '../../common/envelope/seal-envelope.ts';

/** A request to a subgraph, as its bytes came: over HTTP or in process, the same. */
export interface SubgraphRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface SubgraphResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A subgraph that can be called in process or be served over HTTP (`serveSubgraph`). */
export interface Subgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  handle(request: SubgraphRequest): Promise<SubgraphResponse>;
  stop(): Promise<void>;
}

/** What every subgraph's factory takes besides its bindings. */
export interface SubgraphOptions {
  readonly envelopeRoots: readonly EnvelopeRoot[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Key for signing cursors, at least 32 bytes. */
  readonly cursorSecret: Uint8Array;
}
