import type { ReplicaDeclaration, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { ReplicaStore, SnapshotFacts } from '../../connectors/replica/replica-store.ts';
import { orAborted, startDeadline } from '../../connectors/resilience/deadline.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { plantingCollection } from './planting-collection.ts';
import type { PlantingSource } from './planting-source.ts';
import { readPlantingSummary } from './planting-summary.ts';
import { provenanceOf } from '../shared/source-answers.ts';

/** Harvests that may fail in a row before what they left is called stale. */
const MISSED_HARVESTS = 2;

export interface SipdpsSourceOptions {
  readonly binding: SystemBinding;
  readonly declaration: ReplicaDeclaration;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
}

/**
 * Planting reports of SIPDPS, from the last whole harvest: one look-up of the replica store, and SIPDPS is never asked.
 * A snapshot older than two harvests' interval says `STALE`. Maintenance does not close it, for nobody is asked; the
 * owner's off switch does.
 */
export function createSipdpsPlantingSource(options: SipdpsSourceOptions): PlantingSource {
  const { binding, declaration, replicas, clock } = options;

  async function lastSnapshot(call: SourceCall): Promise<SnapshotFacts> {
    const { signal, stop } = startDeadline(call.deadlineAtMs - clock.nowMs());
    const reading = replicas.snapshots(plantingCollection(binding)).catch((error: unknown) => {
      throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
    });
    const timeout = () => sourceError(binding, 'SOURCE_TIMEOUT');
    const [snapshot] = await orAborted(reading, signal, timeout).finally(stop);
    if (snapshot === undefined) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
    return snapshot;
  }

  return {
    async latestYear(call) {
      if (!binding.enabled) throw sourceError(binding, 'SOURCE_OFF');
      const { asOf, summary } = await lastSnapshot(call);
      const read = readPlantingSummary(summary);
      // A snapshot of an older release: the next harvest replaces it.
      if (read === undefined) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
      const [latest] = read.years;
      if (latest === undefined) return null;
      const ageMs = clock.nowMs() - Date.parse(asOf);
      const stale = ageMs > MISSED_HARVESTS * declaration.everyMinutes * 60_000;
      return { ...latest, provenance: provenanceOf(binding, asOf, stale ? 'STALE' : 'REPLICA') };
    },
  };
}
