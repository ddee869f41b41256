import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { EducationContext } from './context.ts';
import { notBound } from '../shared/source-answers.ts';

/**
 * Regions whose pupils the caller may look for: his own; and for himself and his wards the home regions that his token
 * names, or every bound one where it names none. Only those that `opens` lets through, and that have the port bound.
 *
 * @throws ClientError - `FORBIDDEN` where none is open to him.
 * @throws SourceError - `SOURCE_NOT_BOUND` where those that are have no system for it.
 */
export function choosePupilRegions(
  { envelope, accessTo, sources }: EducationContext,
  opens: (access: RowAccess) => boolean,
): readonly RegionCode[] {
  const all = [...sources.pupils.keys()];
  const home = envelope.homeRegions.length > 0 ? envelope.homeRegions : all;
  const open = [...new Set([...envelope.regions, ...home])].filter((region) =>
    opens(accessTo(region)),
  );
  const bound = open.filter((region) => sources.pupils.has(region));
  if (bound.length > 0) return bound;
  const [region] = open;
  if (region !== undefined) throw notBound('Pupil', region);
  // No region was named: the province that the bindings belong to stands for all of them.
  throw new ClientError('FORBIDDEN', { region: (all[0] ?? '*').slice(0, 2) });
}
