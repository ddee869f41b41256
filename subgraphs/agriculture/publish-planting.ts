import { addHectares } from './exact-hectares.ts';

/** The planted area of one commodity, as reports add up to it. */
export interface CommodityArea {
  readonly commodity: string;
  readonly hectares: string;
  readonly reports: number;
}

/** Fewer reports than this are not published: a report is one group’s planting, on one visit. */
const SMALLEST_PUBLISHED = 10;

/** What commodities of few reports are published under, together. */
const OTHERS = 'Lainnya';

/**
 * What may be published of a year's planting. Commodities of fewer than 10 reports come together under one name, with the
 * smallest of the others where they are fewer than 10 even so: neither a commodity's area nor the difference to the total
 * then shows the planting of a few. Where the whole year has fewer, nothing of it is published.
 */
export function publishPlanting(areas: readonly CommodityArea[]): {
  readonly hectares: string | null;
  readonly byCommodity: readonly CommodityArea[];
} {
  const byReports = [...areas].sort((one, other) => one.reports - other.reports);
  const together: CommodityArea[] = [];
  while (byReports[0] !== undefined && mustJoin(byReports[0], together)) {
    together.push(byReports[0]);
    byReports.shift();
  }
  const others = addUp(OTHERS, together);
  if (together.length > 0 && others.reports < SMALLEST_PUBLISHED)
    return { hectares: null, byCommodity: [] };
  const shown = areas.filter((area) => byReports.includes(area));
  return {
    hectares: addUp('', areas).hectares,
    byCommodity: together.length === 0 ? shown : [...shown, others],
  };
}

function mustJoin(next: CommodityArea, together: readonly CommodityArea[]): boolean {
  if (next.reports < SMALLEST_PUBLISHED) return true;
  return together.length > 0 && addUp('', together).reports < SMALLEST_PUBLISHED;
}

function addUp(commodity: string, areas: readonly CommodityArea[]): CommodityArea {
  return areas.reduce(
    (sum, area) => ({
      commodity,
      hectares: addHectares(sum.hectares, area.hectares),
      reports: sum.reports + area.reports,
    }),
    { commodity, hectares: '0', reports: 0 },
  );
}
