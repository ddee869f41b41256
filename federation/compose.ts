import { composeServices } from '@apollo/composition';
import type { DocumentNode, GraphQLError } from 'graphql';
import { locateFault, type FaultPlace } from './locate-fault.ts';

export type { FaultPlace } from './locate-fault.ts';

export interface SubgraphDefinition {
  readonly name: string;
  readonly url: string;
  /** Parsed from a `Source` that names its file, so that faults can say where they are. */
  readonly typeDefs: DocumentNode;
}

export interface CompositionFault {
  /** Apollo's stable code, such as `FIELD_TYPE_MISMATCH`. */
  readonly code: string;
  readonly message: string;
  readonly places: readonly FaultPlace[];
}

export type CompositionResult =
  | { readonly ok: true; readonly supergraphSdl: string; readonly hints: readonly string[] }
  | { readonly ok: false; readonly faults: readonly CompositionFault[] };

/** Composes subgraphs, in the order of their names: the same schemas give the same text. */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): CompositionResult {
  const ordered = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const result = composeServices(
    ordered.map(({ name, url, typeDefs }) => ({ name, url, typeDefs })),
  );
  if (result.errors !== undefined)
    return { ok: false, faults: result.errors.map((error) => toFault(error, ordered)) };
  return {
    ok: true,
    supergraphSdl: `${result.supergraphSdl.trimEnd()}\n`,
    hints: result.hints.map((hint) => hint.message),
  };
}

function toFault(error: GraphQLError, subgraphs: readonly SubgraphDefinition[]): CompositionFault {
  const code = error.extensions['code'];
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message: error.message,
    places: locateFault(error, subgraphs),
  };
}

/** A fault as one line a place: `finance: subgraphs/finance/schema.graphql:12:3: CODE: message`. */
export function formatFault(fault: CompositionFault): string {
  const places = fault.places.map(
    ({ subgraph, file, line, column }) =>
      `${subgraph ?? '?'}: ${file ?? '?'}:${line ?? '?'}:${column ?? '?'}: `,
  );
  return (places.length === 0 ? [''] : places)
    .map((place) => `${place}${fault.code}: ${fault.message}`)
    .join('\n');
}
