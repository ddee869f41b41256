import cluster from 'node:cluster';
import type { Metrics } from '../metrics.ts';
import type { SupervisorMessage, WorkerMessage } from './messages.ts';

export interface AnnouncedWorker {
  readonly endpoint: string;
  readonly metrics: Metrics;
  drain(): Promise<void>;
}

/** The supervisor of a worker, as the worker sees it. */
export interface SupervisorLink {
  /** Prints the metrics of all workers. */
  printMetrics(): Promise<string>;
  /** Says that the worker answers, and obeys from then on. */
  announce(worker: AnnouncedWorker): void;
}

/**
 * Connects a worker with the process that forked it; undefined where none did. A worker whose supervisor has gone ends,
 * as Node's cluster has it.
 */
export function connectToSupervisor(): SupervisorLink | undefined {
  const channel = process.send?.bind(process);
  if (!cluster.isWorker || channel === undefined) return undefined;
  const send = (message: WorkerMessage): void => void channel(message);
  const waiting = new Map<number, (text: string) => void>();
  let announced: AnnouncedWorker | undefined;
  let lastId = 0;
  const report = async (id: number): Promise<void> => {
    send({ kind: 'metrics', id, metrics: (await announced?.metrics.report()) ?? [] });
  };
  process.on('message', (message: SupervisorMessage) => {
    switch (message.kind) {
      case 'drain':
        void announced?.drain().finally(() => process.exit(0));
        return;
      case 'reportMetrics':
        void report(message.id);
        return;
      case 'metricsOfAll':
        waiting.get(message.id)?.(message.text);
        waiting.delete(message.id);
        return;
    }
  });
  return {
    printMetrics() {
      const id = (lastId += 1);
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send({ kind: 'metricsWanted', id });
      });
    },
    announce(worker) {
      announced = worker;
      send({ kind: 'ready', endpoint: worker.endpoint });
    },
  };
}
