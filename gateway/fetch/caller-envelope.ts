import { randomBytes } from 'node:crypto';
import type { DataSubject, Envelope, Purpose } from '../../common/envelope/envelope.ts';
import {
  createTextSealer,
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
  const sealers = new Map(options.subgraphs.map((name) => [name, createTextSealer(root, name)]));
  const nextNonce = createNonces();
  return (facts) => {
    // Nearly all of an envelope is the same for all fetches of a request, so it is written once.
    let common: string | undefined;
    return (subgraph, body) => {
      const seal = sealers.get(subgraph);
      if (seal === undefined) return undefined;
      const own: OwnPart = {
        subgraph,
        bodyHash: hashBody(body),
        issuedAtMs: clock.nowMs(),
        nonce: nextNonce(),
      };
      common ??= JSON.stringify(toCommonPart(facts));
      return seal(joinObjects(JSON.stringify(own), common));
    };
  };
}

/** What an envelope says of its fetch. */
type OwnPart = Pick<Envelope, 'subgraph' | 'bodyHash' | 'issuedAtMs' | 'nonce'>;

/** What an envelope says of its request. */
function toCommonPart(facts: EnvelopeFacts): Omit<Envelope, keyof OwnPart> {
  const { caller } = facts;
  return {
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
  };
}

/** The JSON of one object that has what two have, of which neither is empty. */
function joinObjects(left: string, right: string): string {
  return `${left.slice(0, -1)},${right.slice(1)}`;
}

/** Different ones, in all processes: that they can be guessed does not matter, for they are sealed. */
function createNonces(): () => string {
  const process = randomBytes(12).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${process}-${count.toString(36)}`;
  };
}
