import { badUserInput } from '../../common/errors/errors.ts';
import { levelOf, parseRegionCode } from '../../common/region-code.ts';
import type { EducationContext } from './context.ts';
import type { QueryResolvers, SchoolResolvers } from './generated/resolvers.ts';
import { toCount, type PublishedClasses } from './publish-classes.ts';
import type { SchoolParent } from './resolver-parents.ts';
import { notBound } from '../shared/source-answers.ts';

const NPSN = /^\d{8}$/;

export const schoolQuery: NonNullable<QueryResolvers['school']> = async (
  _parent,
  args,
  context,
) => {
  const regionCode = parseRegionCode(args.regionCode);
  if (regionCode === undefined || levelOf(regionCode) !== 'REGENCY') {
    throw badUserInput('regionCode', {
      en: 'the code of a regency or city, such as 36.71',
      id: 'kode kabupaten atau kota, misalnya 36.71',
    });
  }
  if (!NPSN.test(args.npsn)) {
    throw badUserInput('npsn', { en: 'an NPSN has 8 digits', id: 'NPSN terdiri atas 8 angka' });
  }
  const source = context.sources.schools.get(regionCode);
  if (source === undefined) throw notBound('School', regionCode);
  if (!source.npsns.includes(args.npsn)) return null;
  // Asked at once: a school of which nothing is known is one error here, not one at each of its fields.
  await context.loaders.school.load({ regionCode, key: args.npsn });
  return { regionCode, npsn: args.npsn };
};

/** The school under this NPSN, wherever it is bound; null where it is nowhere. Nothing is asked. */
export function findSchool({ sources }: EducationContext, npsn: string): SchoolParent | null {
  const regionCode = sources.regionOfSchool.get(npsn);
  return regionCode === undefined ? null : { regionCode, npsn };
}

/** Where a school neither answers nor was ever harvested, its fields are null, each with the error that says why. */
export const schoolResolvers: SchoolResolvers = {
  __resolveReference: ({ npsn }, context) => findSchool(context, npsn),
  name: async (school, _args, context) => (await load(school, context)).name,
  level: async (school, _args, context) => (await load(school, context)).level,
  status: async (school, _args, context) => (await load(school, context)).status,
  region: ({ regionCode }) => ({ code: regionCode }),
  async village(school, _args, context) {
    const { villageCode } = await load(school, context);
    return villageCode === null ? null : { code: villageCode };
  },
  async classes(school, _args, context) {
    const { classes, provenance } = await loadClasses(school, context);
    return classes.map(({ name, grade, pupils }) => ({
      name,
      grade,
      pupils: toCount(pupils, provenance),
    }));
  },
  /** Unknown, and no error that would cost the whole school. */
  async pupils(school, _args, context) {
    const loaded = await loadClasses(school, context).catch(() => undefined);
    if (loaded !== undefined) return toCount(loaded.total, loaded.provenance);
    const asOf = new Date(context.clock.nowMs()).toISOString();
    return toCount({ value: null, status: 'UNKNOWN' }, { asOf });
  },
  async provenance(school, _args, context) {
    try {
      return (await load(school, context)).provenance;
    } catch (error) {
      const source = context.sources.schools.get(school.regionCode);
      if (source === undefined) throw error;
      return source.unanswered();
    }
  },
};

function load({ regionCode, npsn }: SchoolParent, { loaders }: EducationContext) {
  return loaders.school.load({ regionCode, key: npsn });
}

function loadClasses(
  { regionCode, npsn }: SchoolParent,
  { loaders }: EducationContext,
): Promise<PublishedClasses> {
  return loaders.classes.load({ regionCode, key: npsn });
}
