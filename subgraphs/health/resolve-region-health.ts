import { levelOf, parseRegionCode } from '../../common/region-code.ts';
import { openCursor, sealCursor } from '../shared/cursor.ts';
import { readPageSize } from '../shared/page.ts';
import type { Beds } from './facility-source.ts';
import type { Count, RegionHealthResolvers, RegionResolvers } from './generated/resolvers.ts';
import type { RegionHealthParent } from './resolver-parents.ts';

const DEFINITION =
  'Tempat tidur fasilitas yang melaporkannya; yang tidak melaporkan tidak dihitung. ' +
  'Beds of the facilities that report them; those that do not are not counted.';

/** Health facilities are a regency's: other levels have none, without an error. */
export const regionResolvers: RegionResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  health({ code }, _args, { loaders }) {
    const regionCode = parseRegionCode(code);
    if (regionCode === undefined || levelOf(regionCode) !== 'REGENCY') return null;
    return loaders.facilities.load(regionCode);
  },
};

export const regionHealthResolvers: RegionHealthResolvers = {
  definition: () => DEFINITION,
  totalBeds: (parent) => countBeds(parent, ({ total }) => total),
  freeBeds: (parent) => countBeds(parent, ({ free }) => free),

  facilities({ facilities, provenance }, args, { cursorSecret }) {
    const list = `facilities/${provenance.regionCode}`;
    const first = readPageSize(args.first);
    const after = typeof args.after === 'string' ? openCursor(cursorSecret, list, args.after) : '';
    const following = facilities.filter(({ code }) => code > String(after));
    const edges = following.slice(0, first).map((node) => ({
      cursor: sealCursor(cursorSecret, list, node.code),
      node,
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

/** Beds are no persons: a small number of them is not suppressed. Unknown where no facility reports any. */
function countBeds(
  { facilities, provenance }: RegionHealthParent,
  of: (beds: Beds) => number,
): Count {
  const reported = facilities.flatMap(({ beds }) => (beds === null ? [] : [of(beds)]));
  const { asOf } = provenance;
  if (reported.length === 0) return { value: null, status: 'UNKNOWN', asOf };
  return { value: reported.reduce((sum, beds) => sum + beds, 0), status: 'EXACT', asOf };
}
