import type { z } from 'zod';
import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { Provenance } from '../../common/provenance.ts';
import { mayReadRow, type RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { toFileSummary } from '../../connectors/replica/harvest-workbooks.ts';
import type {
  ReplicaCollection,
  ReplicaStore,
  SnapshotFacts,
  StoredRecord,
} from '../../connectors/replica/replica-store.ts';
import { orAborted, startDeadline } from '../../connectors/resilience/deadline.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { provenanceOf, type Loaded } from './source-answers.ts';

export interface WorkbookReplicaOptions<Row> {
  readonly binding: SystemBinding;
  readonly collection: ReplicaCollection;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  /** What was sealed of a row. */
  readonly row: z.ZodType<Row>;
}

/** What a folder of workbooks holds of one person, as of its newest file. */
export interface RowsOfPerson<Row> {
  readonly rows: readonly Row[];
  readonly provenance: Provenance;
}

/** Harvests that may fail in a row before what they left is called stale. */
const MISSED_HARVESTS = 2;

/** The look-up that every harvest of workbooks about persons keeps. */
export const NIK_LOOKUP = 'nik';

/**
 * Reads persons' rows of a folder of workbooks from its replica: one look-up for N NIKs, none where the caller may read none
 * of them, and the folder is never looked at. Of rows that are the same in several files, the latest file's counts. Where two
 * harvests have failed in a row it says `STALE`. Maintenance does not close it, for nobody is asked; the owner's switch does.
 *
 * A NIK that `access` does not open is answered by `FORBIDDEN` without being looked up.
 *
 * @throws SourceError - `SOURCE_OFF`, `SOURCE_TIMEOUT`; `SOURCE_UNAVAILABLE` where the replica cannot be read or was never
 *   harvested.
 */
export function createWorkbookReplica<Row>(options: WorkbookReplicaOptions<Row>) {
  const { binding, collection, replicas, clock, row } = options;

  async function read<T>(call: SourceCall, reading: Promise<T>): Promise<T> {
    const { signal, stop } = startDeadline(call.deadlineAtMs - clock.nowMs());
    const known = reading.catch((error: unknown) => {
      throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
    });
    const timeout = () => sourceError(binding, 'SOURCE_TIMEOUT');
    return orAborted(known, signal, timeout).finally(stop);
  }

  function toProvenance(snapshots: readonly SnapshotFacts[]): Provenance {
    const files = snapshots.filter((facts) => !toFileSummary(facts).removed);
    if (files.length === 0) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
    const everyMs = (binding.replica?.everyMinutes ?? 0) * 60_000;
    const latest = (instants: readonly string[]) => Math.max(...instants.map(Date.parse));
    const ageMs = clock.nowMs() - latest(files.map(({ harvestedAt }) => harvestedAt));
    const asOf = new Date(latest(files.map((facts) => facts.asOf))).toISOString();
    return provenanceOf(binding, asOf, ageMs > MISSED_HARVESTS * everyMs ? 'STALE' : 'REPLICA');
  }

  return async (
    call: SourceCall,
    access: RowAccess,
    niks: readonly string[],
  ): Promise<readonly Loaded<RowsOfPerson<Row>>[]> => {
    const refused = new ClientError('FORBIDDEN', { region: binding.regionCode });
    const open = [...new Set(niks.filter((nik) => mayReadRow(access, nik)))];
    if (open.length === 0) return niks.map(() => refused);
    if (!binding.enabled) throw sourceError(binding, 'SOURCE_OFF');
    const [found, snapshots] = await read(
      call,
      Promise.all([replicas.lookUp(collection, NIK_LOOKUP, open), replicas.snapshots(collection)]),
    );
    const provenance = toProvenance(snapshots);
    const byNik = new Map(
      open.map((nik, index) => [nik, latestOfEach(found[index] ?? []).map((it) => row.parse(it))]),
    );
    return niks.map((nik) => {
      const rows = byNik.get(nik);
      return rows === undefined ? refused : { rows, provenance };
    });
  };
}

/** What was sealed, once for each key: that of the latest file, and of two of one instant the last by name. */
function latestOfEach(records: readonly StoredRecord[]): readonly unknown[] {
  const inOrder = records.toSorted(
    (one, other) =>
      Date.parse(one.asOf) - Date.parse(other.asOf) || (one.partition < other.partition ? -1 : 1),
  );
  return [...new Map(inOrder.map(({ key, sealed }) => [key, sealed])).values()];
}
