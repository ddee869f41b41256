import type { CancelSignal } from '../cancellation.ts';

/** A request to a subgraph, as bytes: the same for one in this process and one behind HTTP. */
export interface TransportRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Fires at the request's deadline, and when the client went away. */
  readonly signal: CancelSignal;
}

export interface TransportReply {
  readonly status: number;
  readonly body: string;
}

/** How one subgraph is reached. */
export interface SubgraphTransport {
  /**
   * @throws any error - where there is no reply.
   */
  send(request: TransportRequest): Promise<TransportReply>;
  close(): Promise<void>;
}
