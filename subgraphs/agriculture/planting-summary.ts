import { z } from 'zod';
import { addHectares } from './exact-hectares.ts';
import type { PlantingReport, ReadRow, RejectReason } from './planting-report.ts';

const summarySchema = z.object({
  /** The latest year first. */
  years: z.array(
    z.object({
      year: z.number(),
      hectares: z.string(),
      /** In the order of their names. */
      byCommodity: z.array(
        z.object({ commodity: z.string(), hectares: z.string(), reports: z.number() }),
      ),
    }),
  ),
  /** Rows that were not taken, by reason. */
  rejected: z.record(z.string(), z.number()),
  /** The regencies' names that could not be matched with certainty, the first fifty. */
  unmatched: z.array(
    z.object({ name: z.string(), candidates: z.array(z.string()), rows: z.number() }),
  ),
  /** Rows of other provinces, which were dropped. */
  foreign: z.number(),
});

/** What a harvest computed of its reports; it stands beside the snapshot and is all that is published of it. */
export type PlantingSummary = z.output<typeof summarySchema>;

/** The summary that a snapshot carries, or undefined where it is none of ours. */
export function readPlantingSummary(summary: unknown): PlantingSummary | undefined {
  const parsed = summarySchema.safeParse(summary);
  return parsed.success ? parsed.data : undefined;
}

/** Adds up a harvest row by row. */
export interface SummaryBuilder {
  add(report: PlantingReport): void;
  reject(row: Extract<ReadRow, { kind: 'REJECTED' }> | { readonly reason: 'DOUBLE' }): void;
  dropForeign(): void;
  rejectedOf(reason: RejectReason): number;
  build(): PlantingSummary;
}

interface Area {
  hectares: string;
  reports: number;
}

const MOST_NAMES = 50;

export function createSummaryBuilder(): SummaryBuilder {
  const years = new Map<number, Map<string, Area>>();
  const rejected = new Map<string, number>();
  const unmatched = new Map<string, { candidates: readonly string[]; rows: number }>();
  let foreign = 0;
  return {
    add({ commodity, hectares, reportedOn }) {
      const year = Number(reportedOn.slice(0, 4));
      const areas = years.get(year) ?? new Map<string, Area>();
      years.set(year, areas);
      const area = areas.get(commodity) ?? { hectares: '0', reports: 0 };
      areas.set(commodity, {
        hectares: addHectares(area.hectares, hectares),
        reports: area.reports + 1,
      });
    },
    reject(row) {
      rejected.set(row.reason, (rejected.get(row.reason) ?? 0) + 1);
      if (row.reason !== 'REGION') return;
      const known = unmatched.get(row.name);
      if (known === undefined && unmatched.size >= MOST_NAMES) return;
      unmatched.set(row.name, { candidates: row.candidates, rows: (known?.rows ?? 0) + 1 });
    },
    dropForeign() {
      foreign += 1;
    },
    rejectedOf: (reason) => rejected.get(reason) ?? 0,
    build: () => ({
      years: [...years].sort(([one], [other]) => other - one).map(toYear),
      rejected: Object.fromEntries(rejected),
      unmatched: [...unmatched].map(([name, { candidates, rows }]) => ({
        name,
        candidates: [...candidates],
        rows,
      })),
      foreign,
    }),
  };
}

function toYear([year, areas]: [number, ReadonlyMap<string, Area>]) {
  const byCommodity = [...areas]
    .map(([commodity, area]) => ({ commodity, ...area }))
    .sort((one, other) => one.commodity.localeCompare(other.commodity, 'id'));
  const hectares = byCommodity.reduce((sum, area) => addHectares(sum, area.hectares), '0');
  return { year, hectares, byCommodity };
}
