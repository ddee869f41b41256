import { composeServices } from '@apollo/composition';
import type { ASTNode, DocumentNode, GraphQLError } from 'graphql';

export interface SubgraphDefinition {
  readonly name: string;
  readonly url: string;
  /** Parsed from a `Source` that names its file, so that faults can say where they are. */
  readonly typeDefs: DocumentNode;
}

/** One place that a composition fault is about. Lines and columns count from 1. */
export interface FaultPlace {
  readonly subgraph: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
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
  if (result.errors !== undefined) return { ok: false, faults: result.errors.map(toFault) };
  return {
    ok: true,
    supergraphSdl: `${result.supergraphSdl.trimEnd()}\n`,
    hints: result.hints.map((hint) => hint.message),
  };
}

function toFault(error: GraphQLError): CompositionFault {
  const code = error.extensions['code'];
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message: error.message,
    places: (error.nodes ?? []).map(toPlace),
  };
}

function toPlace(node: ASTNode & { readonly subgraph?: string }): FaultPlace {
  const place = node.loc?.startToken;
  return {
    subgraph: node.subgraph ?? null,
    file: node.loc?.source.name ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
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
