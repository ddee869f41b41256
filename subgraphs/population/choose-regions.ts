import type { PortName } from '../../common/binding.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { notBound } from '../shared/source-answers.ts';

/**
 * The regions whose registers are asked where none is named: the caller's own that are bound, and for rows about the
 * caller or his wards also the regions where his own register is, or every bound region where his token does not say.
 * Never any other.
 *
 * @throws ClientError - `FORBIDDEN` where the caller has no region at all to ask in.
 * @throws SourceError - `SOURCE_NOT_BOUND` where he has, and none of his is bound.
 */
export function chooseRegions(
  envelope: Envelope,
  port: PortName,
  bound: ReadonlySet<RegionCode>,
  aboutSubject: boolean,
): readonly RegionCode[] {
  const wanted = new Set([...envelope.regions, ...(aboutSubject ? homesOf(envelope, bound) : [])]);
  const chosen = [...wanted].filter((region) => bound.has(region));
  if (chosen.length > 0) return chosen;
  const [first] = wanted;
  if (first === undefined) throw new ClientError('FORBIDDEN', { region: toProvince(bound) });
  throw notBound(port, first);
}

function homesOf(envelope: Envelope, bound: ReadonlySet<RegionCode>): readonly RegionCode[] {
  return envelope.homeRegions.length > 0 ? envelope.homeRegions : [...bound];
}

/** What a refusal names where no single region was asked for: the province that the bindings belong to. */
function toProvince(bound: ReadonlySet<RegionCode>): string {
  const [first = '*'] = bound;
  return first.slice(0, 2);
}
