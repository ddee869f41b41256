import type { RawHeaders } from '../http.ts';
import type { GraphqlRequest } from '../operation.ts';
import { readHeader } from './read-header.ts';
import { readPreferences } from './read-preferences.ts';

/** A `subscribe` message's payload, its members' types checked by the protocol. */
export interface MessagePayload {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The request that a message is: as one by POST whose client takes events, and nothing that is deferred. */
export function readMessage(payload: MessagePayload, headers: RawHeaders): GraphqlRequest {
  return {
    method: 'POST',
    query: payload.query,
    operationName: payload.operationName ?? null,
    variables: payload.variables ?? {},
    extensions: payload.extensions ?? {},
    mediaType: 'application/graphql-response+json',
    language: readPreferences(headers).language,
    authorization: readHeader(headers, 'authorization'),
    purpose: readHeader(headers, 'jawara-purpose'),
    caseReference: readHeader(headers, 'jawara-case-reference'),
    explain: readHeader(headers, 'jawara-explain'),
    overrides: readHeader(headers, 'jawara-override'),
    // The connection may outlive the supergraph that had them, and nobody can change its handshake.
    forgivesOverrides: true,
    takes: { events: true, parts: false },
  };
}
