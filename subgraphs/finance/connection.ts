import { openCursor, sealCursor } from '../shared/cursor.ts';
import { readPageSize } from '../shared/page.ts';
import type { FinanceContext } from './context.ts';
import type { SourcePage } from './source-answers.ts';

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A page that was asked for: its size, and the position after which it begins. */
export interface RequestedPage {
  readonly first: number;
  readonly after: unknown;
}

/**
 * Reads the arguments of a connection. `list` names what the cursor is good for: field, region and filter.
 *
 * @throws ClientError - `BAD_USER_INPUT` for a size outside 1 to 100 and for a cursor of another list.
 */
export function readPage(
  context: FinanceContext,
  list: string,
  page: PageArguments,
): RequestedPage {
  const first = readPageSize(page.first);
  const { after } = page;
  if (after === null || after === undefined) return { first, after: null };
  return { first, after: openCursor(context.cursorSecret, list, after) };
}

export interface Connection<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A connection of one page; `positionOf` says where in the list a row stands. */
export function toConnection<Row, Node>(
  context: FinanceContext,
  list: string,
  page: SourcePage<Row>,
  options: {
    readonly positionOf: (row: Row) => unknown;
    readonly toNode: (row: Row) => Node;
  },
): Connection<Node> {
  const edges = page.rows.map((row) => ({
    cursor: sealCursor(context.cursorSecret, list, options.positionOf(row)),
    node: options.toNode(row),
  }));
  return {
    edges,
    pageInfo: { hasNextPage: page.hasNext, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
