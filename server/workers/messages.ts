import type { MetricsReport } from '../metrics.ts';

/** What a worker tells its supervisor. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly endpoint: string }
  /** Somebody asks this worker for the metrics of all. */
  | { readonly kind: 'metricsWanted'; readonly id: number }
  /** Its own, as it was asked for them. */
  | { readonly kind: 'metrics'; readonly id: number; readonly metrics: MetricsReport };

/** What a supervisor tells a worker. */
export type SupervisorMessage =
  /** Take no more connections, answer what comes on those that are open, then end. */
  | { readonly kind: 'drain' }
  | { readonly kind: 'reportMetrics'; readonly id: number }
  | { readonly kind: 'metricsOfAll'; readonly id: number; readonly text: string };
