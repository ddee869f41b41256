import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import { chooseRegionsOfPerson } from '../shared/choose-regions-of-person.ts';
import type { EducationContext } from './context.ts';

/** Regions whose pupils the caller may look for; it throws as `chooseRegionsOfPerson` says. */
export function choosePupilRegions(
  { envelope, accessTo, sources }: EducationContext,
  opens: (access: RowAccess) => boolean,
): readonly RegionCode[] {
  const bound = [...sources.pupils.keys()];
  return chooseRegionsOfPerson({ port: 'Pupil', bound, envelope, accessTo, opens });
}
