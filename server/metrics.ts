import { Counter, Histogram, Registry } from 'prom-client';
import type { ObservedCall } from '../connectors/connector.ts';
import type { ObservedRequest } from '../gateway/handle-request.ts';

export interface Metrics {
  observeRequest(request: ObservedRequest): void;
  observeFetch(fetch: {
    readonly subgraph: string;
    readonly durationMs: number;
    readonly ok: boolean;
  }): void;
  observeCall(call: ObservedCall): void;
  observeDroppedRow(row: { readonly system: string; readonly regionCode: string }): void;
  /** In Prometheus' text format. */
  print(): Promise<string>;
}

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
  return {
    observeRequest: ({ outcome, durationMs }) => {
      requests.observe({ outcome }, durationMs / 1_000);
    },
    observeFetch: ({ subgraph, ok, durationMs }) => {
      fetches.observe({ subgraph, ok: String(ok) }, durationMs / 1_000);
    },
    observeCall: ({ system, regionCode, method, outcome, durationMs }) => {
      calls.observe({ system, region: regionCode, method, outcome }, durationMs / 1_000);
    },
    observeDroppedRow: ({ system, regionCode }) => {
      droppedRows.inc({ system, region: regionCode });
    },
    print: () => registry.metrics(),
  };
}
