import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { ClientError } from '../../common/errors/errors.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { ReplicaStore, StoredRecord } from '../../connectors/replica/replica-store.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import type { DapodikFleet } from './dapodik-fleet.ts';
import { toStoredPupil } from './dapodik-pupil.ts';
import { isStale, pupilsOf } from './pupil-collection.ts';
import type { PupilRow, PupilSource } from './pupil-source.ts';
import { mergeRecords } from './merge-records.ts';
import { provenanceOf } from '../shared/source-answers.ts';

/**
 * Pupils of a regency's replica; no school is ever asked. One look-up for N keys, whatever their number. Rows of schools
 * that are no longer bound are not shown.
 */
export function createDapodikPupilSource(options: {
  readonly binding: SystemBinding;
  readonly fleet: Pick<DapodikFleet, 'npsns'>;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
}): PupilSource {
  const { binding, replicas, clock } = options;
  const bound = new Set(options.fleet.npsns);
  const collection = pupilsOf(binding);
  const refused = () => new ClientError('FORBIDDEN', { region: binding.regionCode });

  /** @throws SourceError - `SOURCE_OFF`; `SOURCE_UNAVAILABLE` where the replica cannot be read. */
  async function fromReplica<T>(read: () => Promise<T>): Promise<T> {
    if (!binding.enabled) throw sourceError(binding, 'SOURCE_OFF');
    return read().catch((error: unknown) => {
      throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
    });
  }

  /** The pupils that each value finds. */
  async function lookUp(lookup: string, values: readonly string[]) {
    if (values.length === 0) return [];
    const found = await fromReplica(() => replicas.lookUp(collection, lookup, values));
    return found.map((records) => toRows(records.filter(({ partition }) => bound.has(partition))));
  }

  function toRows(records: readonly StoredRecord[]): PupilRow[] {
    return mergeRecords(records.map(toStoredPupil)).map(({ pupil, conflicting }) => {
      const { enteredOn: _enteredOn, asOf, ...row } = pupil;
      const state = isStale(binding, asOf, clock) ? 'STALE' : 'REPLICA';
      return {
        ...row,
        provenance: provenanceOf(binding, asOf, conflicting ? 'CONFLICTING' : state),
      };
    });
  }

  return {
    async pupilsByNik(access, niks) {
      const open = [...new Set(niks.filter((nik) => mayReadRow(access, nik)))];
      const found = await lookUp('nik', open);
      const byNik = new Map(open.map((nik, index) => [nik, found[index] ?? []]));
      return niks.map((nik) => byNik.get(nik) ?? refused());
    },

    async pupilsById(access, pesertaDidikIds) {
      const ids = pesertaDidikIds.map((id) => id.toLowerCase());
      switch (access.kind) {
        case 'NONE':
          return ids.map(refused);
        case 'REGION': {
          const found = await lookUp('pesertaDidikId', ids);
          return found.map(([pupil]) => pupil ?? null);
        }
        case 'SUBJECTS': {
          const own = (await lookUp('nik', [...access.niks])).flat();
          return ids.map((id) => own.find((row) => row.pesertaDidikId === id) ?? refused());
        }
      }
    },

    async standing() {
      const snapshots = await fromReplica(() => replicas.snapshots(collection));
      const dates = snapshots
        .filter(({ partition }) => bound.has(partition))
        .map(({ asOf }) => asOf)
        .sort((one, other) => Date.parse(one) - Date.parse(other));
      const [oldest] = dates;
      if (oldest === undefined) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
      const complete = dates.length === bound.size && !isStale(binding, oldest, clock);
      return provenanceOf(binding, oldest, complete ? 'REPLICA' : 'STALE');
    },
  };
}
