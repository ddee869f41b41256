import { randomUUID } from 'node:crypto';
import type { Bindings, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type { EducationConnectors } from './education-connectors.ts';
import { harvestPupils } from './harvest-pupils.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

export interface EducationHarvestOptions {
  readonly bindings: Bindings;
  /** The subgraph's own, or others; the caller closes them. */
  readonly connectors: EducationConnectors;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly onDroppedRow?: OnDroppedRow;
  /** How long one school may take in all; default 5 minutes. */
  readonly withinMs?: number;
}

/**
 * The harvests of every region that binds pupils, one job a school, so that a dead school is waited for and tried again
 * by itself. A job rejects with a SourceError for what the school's server was found to be; any other error is the
 * store's.
 *
 * @throws InternalError where a binding declares no replica: the registry has checked that.
 */
export function createEducationHarvests(options: EducationHarvestOptions): readonly HarvestJob[] {
  return [...options.bindings.values()].flatMap(({ ports }) =>
    ports.Pupil?.adapter === 'dapodik' && ports.Pupil.enabled
      ? createJobs(ports.Pupil, options)
      : [],
  );
}

function createJobs(binding: SystemBinding, options: EducationHarvestOptions): HarvestJob[] {
  const { clock, replicas, withinMs = 5 * 60_000, onDroppedRow = () => undefined } = options;
  const declaration = binding.replica;
  if (declaration === undefined) throw new InternalError('a binding of pupils declares no replica');
  const fleet = options.connectors.dapodik(binding);
  return fleet.npsns.map((npsn) => ({
    name: `${binding.system} ${binding.regionCode} ${npsn}`,
    everyMinutes: declaration.everyMinutes,
    async run(signal) {
      const call = {
        requestId: `harvest-${randomUUID()}`,
        deadlineAtMs: clock.nowMs() + withinMs,
        institution: null,
      };
      const job = { binding, fleet, npsn, replicas, declaration, clock, onDroppedRow };
      await harvestPupils(job, call, signal);
    },
  }));
}
