import { createHash } from 'node:crypto';
import { ClientError } from '../../common/errors/errors.ts';
import { toActor, type Caller } from '../caller.ts';
import type { GraphqlRequest } from '../operation.ts';

export interface OverrideOptions {
  /** Labels of the supergraph, each with the share of callers that it is active for, 0 to 100. */
  readonly shares: ReadonlyMap<string, number>;
  /** Whether the request's header decides where there is one. */
  readonly trustHeader: boolean;
  /** From 0 up to 1, for callers that nothing tells apart; default Math.random. */
  readonly random?: () => number;
}

/** Says which labels of progressive `@override`s are active for a request, in the order of the alphabet. */
export type ChooseOverrides = (
  caller: Caller,
  request: Pick<GraphqlRequest, 'overrides' | 'forgivesOverrides'>,
) => readonly string[];

const NONE: readonly string[] = [];

/**
 * Makes the choice. Every label is decided by one and the same draw, so that a label with a larger share is active
 * wherever one with a smaller is, and there are few combinations to plan for. The draw is fixed for an authenticated
 * caller, who would else see a row come from two systems by turns; anonymous requests are drawn one by one.
 *
 * A trusted header (`Jawara-Override: label1, label2`) names exactly the labels that are active; an empty one names none.
 *
 * @throws ClientError - from the choice: `BAD_REQUEST` for a trusted header with a label that the supergraph has not,
 *   unless the request forgives it.
 */
export function createOverrideChoice(options: OverrideOptions): ChooseOverrides {
  const { trustHeader, random = Math.random } = options;
  const shares = [...options.shares].sort(([one], [other]) => (one < other ? -1 : 1));
  if (shares.length === 0 && !trustHeader) return () => NONE;
  const draws = new WeakMap<Caller, number>();
  const drawFor = (caller: Caller): number => {
    if (caller.kind === 'ANONYMOUS') return random() * 100;
    const known = draws.get(caller) ?? toDraw(toActor(caller));
    draws.set(caller, known);
    return known;
  };
  return (caller, { overrides, forgivesOverrides }) => {
    if (trustHeader && overrides !== null) {
      const labels = readLabels(overrides);
      const known = labels.filter((label) => options.shares.has(label));
      if (known.length < labels.length && forgivesOverrides !== true) throw unknownLabel();
      return known;
    }
    if (shares.length === 0) return NONE;
    const draw = drawFor(caller);
    return shares.filter(([, share]) => draw < share).map(([label]) => label);
  };
}

/** From 0 up to 100, the same for the same actor, spread evenly over actors. */
function toDraw(actor: string): number {
  return (createHash('sha256').update(actor).digest().readUInt32BE(0) / 2 ** 32) * 100;
}

/** Each once, in the order of the alphabet. */
function readLabels(header: string): readonly string[] {
  const labels = new Set(header.split(',').map((label) => label.trim()));
  labels.delete('');
  return [...labels].sort();
}

function unknownLabel(): ClientError {
  return new ClientError('BAD_REQUEST', {
    reason: {
      en: 'Jawara-Override names a label that the supergraph does not have',
      id: 'Jawara-Override menyebut label yang tidak ada pada supergraf',
    },
  });
}
