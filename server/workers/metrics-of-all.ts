import { AggregatorRegistry } from 'prom-client';
import type { MetricsReport } from '../metrics.ts';
import type { SupervisorMessage, WorkerMessage } from './messages.ts';

/** Adds up what the workers counted. */
export interface MetricsOfAll {
  add(worker: number, send: (message: SupervisorMessage) => void): void;
  remove(worker: number): void;
  receive(worker: number, message: Extract<WorkerMessage, { readonly kind: 'metrics' }>): void;
  /** In Prometheus' text format: the sums over the workers that run. What an ended one had counted is gone. */
  print(): Promise<string>;
}

/** How long a worker is waited for, in ms; one that is too busy is left out this time. */
const LIMIT_MS = 2_000;

interface Round {
  readonly missing: Set<number>;
  readonly received: MetricsReport[];
  readonly finish: () => void;
}

export function createMetricsOfAll(): MetricsOfAll {
  const workers = new Map<number, (message: SupervisorMessage) => void>();
  const rounds = new Map<number, Round>();
  let lastId = 0;
  const without = (round: Round, worker: number): void => {
    if (round.missing.delete(worker) && round.missing.size === 0) round.finish();
  };
  return {
    add: (worker, send) => void workers.set(worker, send),
    remove(worker) {
      workers.delete(worker);
      for (const round of rounds.values()) without(round, worker);
    },
    receive(worker, { id, metrics }) {
      const round = rounds.get(id);
      if (round?.missing.has(worker) !== true) return;
      round.received.push(metrics);
      without(round, worker);
    },
    async print() {
      const id = (lastId += 1);
      const received: MetricsReport[] = [];
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LIMIT_MS);
        const finish = () => {
          clearTimeout(timer);
          resolve();
        };
        rounds.set(id, { missing: new Set(workers.keys()), received, finish });
        for (const send of workers.values()) send({ kind: 'reportMetrics', id });
        if (workers.size === 0) finish();
      });
      rounds.delete(id);
      return AggregatorRegistry.aggregate(received).metrics();
    },
  };
}
