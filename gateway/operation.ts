import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Language } from '../common/errors/catalogue.ts';

export type ResponseMediaType = 'application/graphql-response+json' | 'application/json';

/** What the read stage makes of a request's bytes: GraphQL over HTTP, nothing parsed yet. */
export interface GraphqlRequest {
  readonly method: 'GET' | 'POST';
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly mediaType: ResponseMediaType;
  readonly language: Language;
  /** The headers as they came: Authorization, Jawara-Purpose, Jawara-Case-Reference. */
  readonly authorization: string | null;
  readonly purpose: string | null;
  readonly caseReference: string | null;
}

/** What the parse stage makes of it: one operation, valid against the API schema, its variables coerced. */
export interface ParsedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  /** Hex SHA-256 of the document's text: stands for it in cache keys and logs. */
  readonly documentHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
