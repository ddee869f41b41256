import type { PortName, SystemBinding } from '../common/binding.ts';
import type { Clock } from '../common/clock.ts';
import type { Probe } from '../connectors/connector.ts';
import { toFileSummary } from '../connectors/replica/harvest-workbooks.ts';
import type { ReplicaStore, SnapshotFacts } from '../connectors/replica/replica-store.ts';
import type { FindSourceState, SourceState } from '../subgraphs/regions/source-state.ts';

export interface SourceWatch {
  readonly probe: (binding: SystemBinding) => Promise<Probe>;
  readonly replicas: ReplicaStore | undefined;
  readonly clock: Clock;
}

/** Ports that are read from the replica of a system that declares one. What else such a system serves is read live. */
const REPLICATED: Readonly<Partial<Record<PortName, string>>> = {
  Pupil: 'pupils',
  Planting: 'planting',
  FarmerAllocation: 'allocations',
  AidRecipient: 'aid',
};

/** How long an answer about a system counts, in ms: asking for coverage must not burden weak systems. */
const MAX_AGE_MS = 60_000;

/** How long a system may take to say that it is there, in ms. */
const PROBE_MS = 3_000;

/**
 * Makes the finder of source states: a system is tried at most once a minute, whoever asks; a replica is judged by the
 * age of its snapshots against the interval that its binding declares.
 */
export function createSourceWatch(watch: SourceWatch): FindSourceState {
  const known = new Map<string, { readonly atMs: number; readonly state: Promise<SourceState> }>();
  const tryOnce = oneAtATime(watch.probe);
  return (port, binding) => {
    const collection = REPLICATED[port];
    const key = `${binding.regionCode} ${binding.system} ${binding.version} ${collection ?? ''}`;
    const nowMs = watch.clock.nowMs();
    const remembered = known.get(key);
    if (remembered !== undefined && nowMs - remembered.atMs < MAX_AGE_MS) return remembered.state;
    const state = findState(
      { ...watch, probe: () => tryOnce(key, binding) },
      binding,
      collection,
    ).catch((): SourceState => ({
      state: 'DOWN',
    }));
    known.set(key, { atMs: nowMs, state });
    return state;
  };
}

/** A probe that outlasts a minute, as a large fleet's can, is waited for by the next asker and not joined by another. */
function oneAtATime(
  probe: SourceWatch['probe'],
): (key: string, binding: SystemBinding) => Promise<Probe> {
  const underWay = new Map<string, Promise<Probe>>();
  return (key, binding) => {
    const running =
      underWay.get(key) ??
      probe(binding).finally(() => {
        underWay.delete(key);
      });
    underWay.set(key, running);
    return running;
  };
}

function findState(
  watch: SourceWatch,
  binding: SystemBinding,
  collection: string | undefined,
): Promise<SourceState> {
  const { replicas } = watch;
  return collection === undefined || replicas === undefined
    ? tryLive(watch, binding)
    : judgeReplica(binding, collection, replicas, watch.clock);
}

async function tryLive(
  { probe, clock }: SourceWatch,
  binding: SystemBinding,
): Promise<SourceState> {
  const tooLate = new Promise<undefined>((resolve) => {
    setTimeout(resolve, PROBE_MS, undefined).unref();
  });
  const probed = await Promise.race([probe(binding), tooLate]);
  if (probed?.reachable !== true || probed.credentials === 'REJECTED') return { state: 'DOWN' };
  // A workbook is the copy that the agency dropped, not its system.
  const state = binding.connection.kind === 'workbook' ? 'REPLICA' : 'LIVE';
  return { state, asOf: new Date(clock.nowMs()).toISOString() };
}

/** A snapshot that missed two harvests is stale; the oldest part says as of when the whole is. */
async function judgeReplica(
  binding: SystemBinding,
  name: string,
  replicas: ReplicaStore,
  clock: Clock,
): Promise<SourceState> {
  const { system, regionCode, connection } = binding;
  const harvested = await replicas.snapshots({ system, regionCode, name });
  const snapshots = harvested.filter((facts) => !toFileSummary(facts).removed);
  // Of a folder the parts are the files that there are.
  const files = connection.kind === 'workbook' ? snapshots.length : 1;
  const parts = connection.kind === 'fleet' ? connection.servers.length : Math.max(files, 1);
  const oldestMs = clock.nowMs() - 2 * (binding.replica?.everyMinutes ?? 0) * 60_000;
  const fresh = snapshots.filter(({ harvestedAt }) => Date.parse(harvestedAt) >= oldestMs).length;
  if (snapshots.length === 0) return { state: 'DOWN', gap: { missing: parts, of: parts } };
  return {
    state: fresh === 0 ? 'STALE' : 'REPLICA',
    asOf: oldest(snapshots),
    ...(fresh < parts ? { gap: { missing: parts - fresh, of: parts } } : {}),
  };
}

function oldest(snapshots: readonly SnapshotFacts[]): string {
  return snapshots.map(({ asOf }) => asOf).reduce((one, other) => (one < other ? one : other));
}
