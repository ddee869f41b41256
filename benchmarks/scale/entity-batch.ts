import { randomUUID } from 'node:crypto';
import {
  createEnvelopeSealer,
  ENVELOPE_HEADER,
  hashBody,
} from '../../common/envelope/seal-envelope.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import { parseRegionCode } from '../../common/region-code.ts';
import type { ScaleOperation } from './operations.ts';
import type { SampledResident } from './register-facts.ts';
import { ENVELOPE_KID } from './stand.ts';

const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on Resident { nik name sex birthDate status provenance { system regionCode state } }
  }
}`;

const BATCH_SIZE = 500;
const DEADLINE_MS = 10_000;

/**
 * 500 residents in one entity call, as the gateway sends it to the subgraph for residents whom another sector named. Sent to
 * the subgraph itself, under an envelope, at a tenth of the rate: that is 2,500 residents a second at 50 requests a second.
 */
export function createEntityBatch(
  sample: readonly SampledResident[],
  secret: Uint8Array,
): ScaleOperation {
  const seal = createEnvelopeSealer({ kid: ENVELOPE_KID, secret }, 'population');
  const pages = Math.max(1, Math.floor(sample.length / BATCH_SIZE));
  return {
    name: `${BATCH_SIZE} residents in one entity call`,
    shareOfRate: 0.1,
    toRequest(index) {
      const start = (index % pages) * BATCH_SIZE;
      const residents = sample.slice(start, start + BATCH_SIZE);
      const of = residents.map(({ nik }) => ({ __typename: 'Resident', nik }));
      const body = JSON.stringify({ query: ENTITIES, variables: { of } });
      return {
        body,
        headers: () => ({
          'content-type': 'application/json',
          [ENVELOPE_HEADER]: seal(toEnvelope(body)),
        }),
        expected: `"name":"${residents.at(-1)?.name ?? ''}"`,
      };
    },
  };
}

/** An officer's of 36.71, as the gateway would say it. */
function toEnvelope(body: string): Envelope {
  const nowMs = Date.now();
  return {
    subgraph: 'population',
    bodyHash: hashBody(body),
    actor: 'application:scale#scale',
    onBehalfOf: [],
    homeRegions: [],
    application: 'scale',
    institution: null,
    regions: [parseRegionCode('36.71')].flatMap((code) => code ?? []),
    scopes: ['population:read'],
    purpose: 'PUBLIC_SERVICE',
    caseReference: null,
    requestId: randomUUID(),
    deadlineAtMs: nowMs + DEADLINE_MS,
    issuedAtMs: nowMs,
    nonce: randomUUID(),
  };
}
