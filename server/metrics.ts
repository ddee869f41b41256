import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ObservedCall } from '../connectors/connector.ts';
import type { ObservedRequest } from '../gateway/handle-request.ts';
import type { ObservedStream } from '../gateway/stream-answers.ts';
import type { PlanningOutcome } from '../gateway/plan/plan-operation.ts';
import type { ReloadOutcome } from './watch-supergraph.ts';

export interface Metrics {
  observeRequest(request: ObservedRequest): void;
  observeFetch(fetch: {
    readonly subgraph: string;
    readonly durationMs: number;
    readonly ok: boolean;
  }): void;
  /** A call to a subgraph that was not made, since an equal one was in flight. */
  observeSharedCall(subgraph: string): void;
  /** A request that was answered with another's execution. */
  observeCollapsedRequest(): void;
  observeStream(stream: ObservedStream): void;
  /** Asked whenever the metrics are printed. */
  countSubscriptions(count: () => number): void;
  observeCall(call: ObservedCall): void;
  observeDroppedRow(row: { readonly system: string; readonly regionCode: string }): void;
  observePlanning(outcome: PlanningOutcome): void;
  observeReload(outcome: ReloadOutcome): void;
  /** As plain data, to be added to what other processes counted. */
  report(): Promise<MetricsReport>;
  /** In Prometheus' text format. */
  print(): Promise<string>;
}

/** What one process counted. */
export type MetricsReport = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/** The metrics of one server. Labels are names and codes of ours: nothing that a client or a system sent. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'jawara_request_seconds',
    help: 'Requests by the code of their first error, or ok.',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  });
  const fetches = new Histogram({
    name: 'jawara_fetch_seconds',
    help: 'Fetches from subgraphs.',
    labelNames: ['subgraph', 'ok'],
    buckets: SECONDS,
    registers,
  });
  const sharedCalls = new Counter({
    name: 'jawara_shared_calls_total',
    help: 'Calls to subgraphs that were not made, since an equal one was in flight.',
    labelNames: ['subgraph'],
    registers,
  });
  const collapsedRequests = new Counter({
    name: 'jawara_collapsed_requests_total',
    help: "Requests that were answered with another's execution.",
    registers,
  });
  const streams = new Counter({
    name: 'jawara_streams_total',
    help: 'Operations answered in several pieces, by protocol and by the code of their last error, or ok.',
    labelNames: ['protocol', 'outcome'],
    registers,
  });
  const calls = new Histogram({
    name: 'jawara_source_call_seconds',
    help: 'Calls to legacy systems by their outcome.',
    labelNames: ['system', 'region', 'method', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const droppedRows = new Counter({
    name: 'jawara_dropped_rows_total',
    help: 'Rows of another region that a system sent and that were dropped.',
    labelNames: ['system', 'region'],
    registers,
  });
  const plannings = new Counter({
    name: 'jawara_plannings_total',
    help: 'Operations that were planned, not found among the remembered plans, by how it ended.',
    labelNames: ['outcome'],
    registers,
  });
  const reloads = new Counter({
    name: 'jawara_supergraph_reloads_total',
    help: 'New files of the supergraph, by whether they were taken.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    observeRequest: ({ outcome, durationMs }) => {
      requests.observe({ outcome }, durationMs / 1_000);
    },
    observeFetch: ({ subgraph, ok, durationMs }) => {
      fetches.observe({ subgraph, ok: String(ok) }, durationMs / 1_000);
    },
    observeSharedCall: (subgraph) => {
      sharedCalls.inc({ subgraph });
    },
    observeCollapsedRequest: () => {
      collapsedRequests.inc();
    },
    observeStream: ({ protocol, outcome }) => {
      streams.inc({ protocol, outcome });
    },
    countSubscriptions(count) {
      new Gauge({
        name: 'jawara_subscriptions',
        help: 'Subscriptions that run.',
        registers,
        collect() {
          this.set(count());
        },
      });
    },
    observeCall: ({ system, regionCode, method, outcome, durationMs }) => {
      calls.observe({ system, region: regionCode, method, outcome }, durationMs / 1_000);
    },
    observeDroppedRow: ({ system, regionCode }) => {
      droppedRows.inc({ system, region: regionCode });
    },
    observePlanning: (outcome) => {
      plannings.inc({ outcome });
    },
    observeReload: (outcome) => {
      reloads.inc({ outcome });
    },
    report: () => registry.getMetricsAsJSON(),
    print: () => registry.metrics(),
  };
}
