import { createEnvelopeSealer, ENVELOPE_HEADER } from '../../../common/envelope/seal-envelope.ts';
import type { Subgraph } from '../../../subgraphs/shared/subgraph.ts';
import { anEnvelope, testRoot } from '../common/an-envelope.ts';

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** Asks the subgraph as the gateway does: the same bytes, under an envelope. */
export async function askRegions(
  subgraph: Subgraph,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const seal = createEnvelopeSealer(testRoot, 'regions');
  const headers = { [ENVELOPE_HEADER]: seal(anEnvelope('regions', body)) };
  const response = await subgraph.handle({ headers, body });
  return JSON.parse(response.body) as Answer;
}
