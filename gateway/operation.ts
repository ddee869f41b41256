import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Language } from '../common/errors/catalogue.ts';

export type ResponseMediaType = 'application/graphql-response+json' | 'application/json';

/** One JSON answer; server-sent events (graphql-sse); or the parts of an incremental delivery (multipart). */
export type AnswerWay = 'JSON' | 'EVENTS' | 'PARTS';

/** What the read stage makes of a request's bytes: GraphQL over HTTP, nothing parsed yet. */
export interface GraphqlRequest {
  readonly method: 'GET' | 'POST';
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly mediaType: ResponseMediaType;
  readonly language: Language;
  /** The headers as they came: Authorization, Jawara-Purpose, Jawara-Case-Reference, Jawara-Override. */
  readonly authorization: string | null;
  readonly purpose: string | null;
  readonly caseReference: string | null;
  /** The header Jawara-Explain: `plan` asks to be told the plan and its fetches. */
  readonly explain: string | null;
  /** Whether it may be answered by the events of a subscription, and by parts that were deferred; by default neither. */
  readonly takes?: { readonly events: boolean; readonly parts: boolean };
  readonly overrides: string | null;
  /** Whether labels of overrides that the supergraph does not have are left out; by default they are refused. */
  readonly forgivesOverrides?: boolean;
}

/** What the parse stage makes of it: one operation, valid against the API schema, its variables coerced. */
export interface ParsedOperation {
  /** The operation and the fragments that it uses. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  /** Hex SHA-256 of the document's text, with `.parts` where parts are deferred: stands for it in cache keys and logs. */
  readonly documentHash: string;
  /** Whether an argument of the document is personal, whatever its value. */
  readonly hasPersonalArgument: boolean;
  readonly variables: Readonly<Record<string, unknown>>;
}
