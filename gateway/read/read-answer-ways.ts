import type { RawHeaders } from '../http.ts';
import type { AnswerWay } from '../operation.ts';
import { readQualityList, type QualityValue } from './quality-list.ts';
import { readHeader } from './read-header.ts';
import { negotiateMediaType } from './read-preferences.ts';

/** The version of incremental delivery that is written; a client that names another cannot read it. */
const DEFER_SPEC = '20220824';

/** Whether a header may ask for more than one answer: cheap, so that it can be asked of every request. */
export function mayAskForStream(accept: string | readonly string[] | undefined): boolean {
  const text = accept?.toString() ?? '';
  return text.includes('text/event-stream') || text.includes('multipart/mixed');
}

/** How a client takes answers, the most wanted first; empty where in no way that is known here. */
export function readAnswerWays(headers: RawHeaders): readonly AnswerWay[] {
  const takesJson = negotiateMediaType(headers) !== undefined;
  const ways = readQualityList(readHeader(headers, 'accept') ?? '')
    .filter(({ quality }) => quality > 0)
    .flatMap((range) => toWay(range) ?? (takesJson ? ['JSON' as const] : []));
  return [...new Set(ways)];
}

function toWay({ value, parameters }: QualityValue): AnswerWay | undefined {
  if (value === 'text/event-stream') return 'EVENTS';
  // With `subscriptionSpec` it is another protocol of the same media type.
  const isDefer =
    value === 'multipart/mixed' &&
    !parameters.has('subscriptionspec') &&
    (parameters.get('deferspec') ?? DEFER_SPEC) === DEFER_SPEC;
  return isDefer ? 'PARTS' : undefined;
}
