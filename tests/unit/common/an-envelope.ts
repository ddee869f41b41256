import type { Envelope } from '../../../common/envelope/envelope.ts';
import { hashBody, type EnvelopeRoot } from '../../../common/envelope/seal-envelope.ts';

export const NOW = '2026-08-03T02:00:00Z';
export const NOW_MS = Date.parse(NOW);

export const testRoot: EnvelopeRoot = { kid: 'test', secret: new Uint8Array(32).fill(7) };

let count = 0;

/** An envelope of an anonymous caller, fresh at `NOW`, for `body`. */
export function anEnvelope(
  subgraph: string,
  body: string,
  changes: Partial<Envelope> = {},
): Envelope {
  count += 1;
  return {
    subgraph,
    bodyHash: hashBody(body),
    actor: 'anonymous',
    onBehalfOf: [],
    homeRegions: [],
    application: null,
    institution: null,
    regions: [],
    scopes: [],
    purpose: null,
    caseReference: null,
    requestId: 'request-1',
    deadlineAtMs: NOW_MS + 5_000,
    issuedAtMs: NOW_MS,
    nonce: `nonce-of-a-test-${count}`,
    ...changes,
  };
}
