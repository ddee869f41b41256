import cluster from 'node:cluster';
import type { MetricsOfAll } from './metrics-of-all.ts';
import type { SupervisorMessage, WorkerMessage } from './messages.ts';
import type { WorkerProcess } from './supervise-workers.ts';

/** Starts this program once more, as a worker that shares the ports of this process. */
export function forkWorker(metricsOfAll: MetricsOfAll): WorkerProcess {
  const worker = cluster.fork();
  const send = (message: SupervisorMessage): void => {
    // A worker that has just ended is not told; its end is noticed elsewhere.
    if (worker.isConnected()) worker.send(message, () => undefined);
  };
  // A failure to start is told as an error before it is told as an end.
  worker.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      resolve();
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') {
        resolve(message.endpoint);
        metricsOfAll.add(worker.id, send);
      } else if (message.kind === 'metrics') metricsOfAll.receive(worker.id, message);
      else {
        void metricsOfAll.print().then((text) => {
          send({ kind: 'metricsOfAll', id: message.id, text });
        });
      }
    });
    void ended.then(() => {
      metricsOfAll.remove(worker.id);
      reject(new Error('A worker did not start.'));
    });
  });
  return {
    pid: worker.process.pid,
    ready,
    ended,
    drain() {
      send({ kind: 'drain' });
    },
    stop() {
      worker.process.kill('SIGTERM');
    },
    kill() {
      worker.process.kill('SIGKILL');
    },
  };
}
