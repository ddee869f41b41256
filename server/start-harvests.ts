import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/logger.ts';
import {
  createHarvestSchedule,
  type HarvestJob,
  type HarvestSchedule,
} from '../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../connectors/replica/replica-store.ts';

/** How often what is past its retention is deleted, in minutes. */
const EXPIRE_EVERY_MINUTES = 60;

/** Runs the harvests, and the deletion of what is past its retention, at their intervals. */
export function startHarvests(options: {
  readonly harvests: readonly HarvestJob[];
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly logger: Logger;
}): HarvestSchedule {
  const { harvests, replicas, clock, logger } = options;
  const expire: HarvestJob = {
    name: 'expire replicas',
    everyMinutes: EXPIRE_EVERY_MINUTES,
    async run() {
      await replicas.expire();
    },
  };
  return createHarvestSchedule({ jobs: [...harvests, expire], clock, logger });
}

/** Waits for the first round of harvests, but not for ever: what is late arrives while the server answers. */
export async function awaitFirstRound(schedule: HarvestSchedule, atMostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs);
  });
  await Promise.race([schedule.firstRound, late]);
  clearTimeout(timer);
}
