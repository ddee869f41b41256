import { z } from 'zod';

/** Where a harvest goes on. */
export interface HarvestStart {
  /** The first row that is still to be read. */
  readonly from: number;
  /** How many rows the list had; null where that was not said. */
  readonly total: number | null;
  /** When its first page was read, RFC 3339: what the snapshot is as of. */
  readonly beganAt: string;
}

const checkpointSchema = z.object({
  from: z.number().int().min(0),
  total: z.number().int().nullable(),
  beganAt: z.iso.datetime(),
});

export function toCheckpoint(reached: HarvestStart): string {
  return JSON.stringify(reached);
}

/** The start that a checkpoint says; the beginning where there is none. */
export function toStart(checkpoint: string | null, beganAt: string): HarvestStart {
  if (checkpoint === null) return { from: 0, total: null, beganAt };
  return checkpointSchema.parse(JSON.parse(checkpoint));
}
