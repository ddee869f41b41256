import { randomUUID } from 'node:crypto';
import type { DataSubject, Envelope, Purpose } from '../../common/envelope/envelope.ts';
import {
  createEnvelopeSealer,
  hashBody,
  type EnvelopeRoot,
} from '../../common/envelope/seal-envelope.ts';
import type { Clock } from '../../common/clock.ts';
import { toActor, type Caller } from '../caller.ts';

/** What an envelope says of its request. */
export interface EnvelopeFacts {
  readonly caller: Caller;
  readonly onBehalfOf: readonly DataSubject[];
  readonly purpose: Purpose | null;
  readonly caseReference: string | null;
  readonly requestId: string;
  readonly deadlineAtMs: number;
}

/**
 * Everything of a request's facts that decides what it is answered: all but its id and its deadline, so that a fact that
 * is added is in it. Personal where `onBehalfOf` is: for a keyed digest alone.
 */
export function toSharingKey(facts: EnvelopeFacts): string {
  const { caller, requestId: _id, deadlineAtMs: _deadline, ...deciding } = facts;
  return JSON.stringify([caller.entitlementsKey, deciding]);
}

/** Seals one request's facts over a body for one subgraph; undefined for a subgraph that gets no envelope. */
export type SealFor = (
  facts: EnvelopeFacts,
) => (subgraph: string, body: string) => string | undefined;

/** Makes sealers for the subgraphs that get envelopes. Each envelope has a nonce of its own. */
export function createCallerEnvelopes(options: {
  readonly root: EnvelopeRoot | undefined;
  readonly subgraphs: readonly string[];
  readonly clock: Clock;
}): SealFor {
  const { root, clock } = options;
  if (root === undefined) return () => () => undefined;
  const sealers = new Map(
    options.subgraphs.map((name) => [name, createEnvelopeSealer(root, name)]),
  );
  return (facts) => (subgraph, body) =>
    sealers.get(subgraph)?.(toEnvelope(facts, subgraph, body, clock.nowMs()));
}

function toEnvelope(
  facts: EnvelopeFacts,
  subgraph: string,
  body: string,
  issuedAtMs: number,
): Envelope {
  const { caller } = facts;
  return {
    subgraph,
    bodyHash: hashBody(body),
    actor: toActor(caller),
    onBehalfOf: facts.onBehalfOf,
    homeRegions: caller.homeRegions,
    application: caller.kind === 'ANONYMOUS' ? null : caller.application,
    institution: caller.institution,
    regions: caller.regions,
    scopes: [...caller.scopes],
    purpose: facts.purpose,
    caseReference: facts.caseReference,
    requestId: facts.requestId,
    deadlineAtMs: facts.deadlineAtMs,
    issuedAtMs,
    nonce: randomUUID(),
  };
}
