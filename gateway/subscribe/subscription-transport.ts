/** A subscription that a subgraph is asked for, as bytes. */
export interface SubscriptionRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** A GraphQL request as JSON. What its envelope covers, whatever protocol carries it. */
  readonly body: string;
  /** How long the subgraph may take to accept the subscription, in ms. */
  readonly acceptMs: number;
}

/** Takes what a subgraph sends. After `complete` or `fail` nothing more comes. */
export interface SubscriptionSink {
  /** One event: a GraphQL response, and how many characters it was. */
  next(event: Record<string, unknown>, size: number): void;
  /** The subgraph has ended the subscription. */
  complete(): void;
  /** The stream broke off, or what came over it cannot be read. */
  fail(error: unknown): void;
}

/** How a subgraph's subscriptions are reached. Streams that break are not opened again: events would be missing. */
export interface SubscriptionTransport {
  /** Opens one stream; the returned function closes it, which ends the subgraph's work for it. */
  subscribe(request: SubscriptionRequest, sink: SubscriptionSink): () => void;
  /** Closes every stream. */
  close(): Promise<void>;
}

/** A GraphQL response: an object with `data` or `errors`; undefined for anything else. */
export function toGraphqlResponse(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return 'data' in value || 'errors' in value ? value : undefined;
}
