import { z } from 'zod';
import { parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import type { SnapshotFacts } from '../../connectors/replica/replica-store.ts';
import type { ClassSize, SchoolFacts } from './school-source.ts';

/** What a harvest keeps of the school itself, beside its pupils. */
export interface SchoolSummary extends SchoolFacts {
  readonly classes: readonly ClassSize[];
}

/** A school as it was last harvested. */
export interface KnownSchool extends SchoolSummary {
  readonly asOf: string;
}

const summarySchema = z.object({
  npsn: z.string(),
  name: z.string().nullable(),
  level: z.string().nullable(),
  status: z.enum(['PUBLIC', 'PRIVATE']).nullable(),
  villageCode: z
    .string()
    .nullable()
    .transform((code): RegionCode | null => parseRegionCode(code) ?? null),
  classes: z.array(
    z.object({
      name: z.string(),
      grade: z.string().nullable(),
      pupils: z.number().int().min(0),
    }),
  ),
});

/** The schools by NPSN. A summary that another version wrote, and that cannot be read, is as good as none. */
export function toKnownSchools(
  snapshots: readonly SnapshotFacts[],
): ReadonlyMap<string, KnownSchool> {
  const known = snapshots.flatMap(({ partition, summary, asOf }) => {
    const parsed = summarySchema.safeParse(summary);
    return parsed.success ? [[partition, { ...parsed.data, asOf }] as const] : [];
  });
  return new Map(known);
}
