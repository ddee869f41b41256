import { levelOf, parseRegionCode } from '../../common/region-code.ts';
import { openCursor, sealCursor } from '../shared/cursor.ts';
import { readPageSize } from '../shared/page.ts';
import type { RegionEducationResolvers, RegionResolvers } from './generated/resolvers.ts';

/** Education is a regency's: other levels have none, without an error. */
export const regionResolvers: RegionResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  async education({ code }, _args, { loaders }) {
    const regionCode = parseRegionCode(code);
    if (regionCode === undefined || levelOf(regionCode) !== 'REGENCY') return null;
    return { regionCode, ...(await loaders.region.load(regionCode)) };
  },
};

export const regionEducationResolvers: RegionEducationResolvers = {
  byLevel: ({ byLevel }) => [...byLevel],

  /** Which schools there are says the binding; each school is asked only for what is selected of it. */
  list({ regionCode }, args, { sources, cursorSecret }) {
    const list = `schools/${regionCode}`;
    const first = readPageSize(args.first);
    const after = typeof args.after === 'string' ? openCursor(cursorSecret, list, args.after) : '';
    const following = (sources.schools.get(regionCode)?.npsns ?? []).filter(
      (npsn) => npsn > String(after),
    );
    const edges = following.slice(0, first).map((npsn) => ({
      cursor: sealCursor(cursorSecret, list, npsn),
      node: { regionCode, npsn },
    }));
    return {
      edges,
      pageInfo: {
        hasNextPage: following.length > first,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  },
};
