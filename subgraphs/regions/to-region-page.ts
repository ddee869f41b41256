import { foreignCursor, openCursor, sealCursor } from '../shared/cursor.ts';
import { readPageSize } from '../shared/page.ts';
import type { ListedRegion } from './region.ts';

export interface RegionPage {
  readonly totalCount: number;
  readonly edges: { readonly cursor: string; readonly node: ListedRegion }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * One page of `parent`'s children, which come by code. A cursor holds the last code and opens for this parent only.
 *
 * @throws ClientError - `BAD_USER_INPUT` for a page size out of bounds and for another list's cursor.
 */
export function toRegionPage(
  parent: ListedRegion,
  children: readonly ListedRegion[],
  page: { readonly first?: number | null; readonly after?: string | null | undefined },
  cursorSecret: Uint8Array,
): RegionPage {
  const list = `Region.children:${parent.code}`;
  const size = readPageSize(page.first);
  const after = page.after == null ? '' : readCode(openCursor(cursorSecret, list, page.after));
  const rest = children.filter(({ code }) => code > after);
  const edges = rest
    .slice(0, size)
    .map((node) => ({ cursor: sealCursor(cursorSecret, list, node.code), node }));
  return {
    totalCount: children.length,
    edges,
    pageInfo: { hasNextPage: rest.length > size, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

function readCode(position: unknown): string {
  if (typeof position !== 'string') throw foreignCursor();
  return position;
}
