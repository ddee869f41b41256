import type { ReplicaDeclaration } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type {
  Harvest,
  HarvestReport,
  ReplicaPartition,
  ReplicaStore,
} from '../../connectors/replica/replica-store.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { readClasses, readSchool, type DapodikOptions } from './dapodik-school.ts';
import { toCheckpoint, toStart, type HarvestStart } from './harvest-checkpoint.ts';
import { putPupilPages } from './put-pupil-pages.ts';
import { pupilsOf } from './pupil-collection.ts';
import type { SchoolSummary } from './school-summary.ts';

export interface HarvestPupilsOptions extends DapodikOptions {
  readonly npsn: string;
  readonly replicas: ReplicaStore;
  readonly declaration: ReplicaDeclaration;
  readonly clock: Clock;
  /** Rows a page; default 200, which is what other clients ask for. */
  readonly pageSize?: number;
}

/** How often a list that changes while it is read is read again from its beginning. */
const ATTEMPTS = 3;

/**
 * Harvests one school's pupils: 2 calls for the school and its classes, and one a page. The snapshot replaces the school's
 * old one as a whole; where the school stops answering on the way, the old one stays and the next harvest goes on from
 * the last whole page.
 *
 * @param signal - where it is aborted, the harvest stops after its page, and the next one goes on there.
 * @throws SourceError - the fleet's; `SOURCE_REPLY_INVALID` also where the list changed in each of three attempts.
 * @throws Error - the replica store's.
 */
export async function harvestPupils(
  options: HarvestPupilsOptions,
  call: SourceCall,
  signal?: AbortSignal,
): Promise<HarvestReport> {
  const { binding, npsn, replicas, declaration, clock } = options;
  const beganAt = new Date(clock.nowMs()).toISOString();
  const facts = await readSchool(options, call, npsn);
  const summary: SchoolSummary = { ...facts, classes: await readClasses(options, call, npsn) };
  const partition: ReplicaPartition = { ...pupilsOf(binding), partition: npsn };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const harvest = await replicas.beginHarvest(partition, declaration);
    const start = toStart(harvest.resumesAfter, beganAt);
    if (await putWholeList(options, call, harvest, start, signal)) {
      return harvest.complete({ asOf: start.beganAt, summary: { ...summary } });
    }
    await harvest.discard();
  }
  throw sourceError(binding, 'SOURCE_REPLY_INVALID');
}

/** False where the list changed while it was read. */
async function putWholeList(
  options: HarvestPupilsOptions,
  call: SourceCall,
  harvest: Harvest,
  start: HarvestStart,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { binding, fleet, npsn, pageSize = 200 } = options;
  try {
    return await putPupilPages({
      start,
      npsn,
      pageSize,
      async readPage(from) {
        signal?.throwIfAborted();
        return fleet.ask(call, npsn, 'getPesertaDidik', { start: from, limit: pageSize });
      },
      put: (records, { rejected, ...reached }) =>
        harvest.put(records, { checkpoint: toCheckpoint(reached), rejected }),
      endless: () => sourceError(binding, 'SOURCE_REPLY_INVALID'),
    });
  } catch (error) {
    await harvest.suspend();
    throw error;
  }
}
