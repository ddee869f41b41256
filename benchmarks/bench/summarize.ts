import type { Measured } from './measure.ts';

/** The medians of one gateway on one row. */
export interface Summary {
  readonly row: string;
  readonly gateway: string;
  readonly rounds: number;
  readonly cpuMs: number;
  readonly leastCpuMs: number;
  readonly mostCpuMs: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly memoryMb: number;
  /** What was wrong, each once; the figures are void where anything was. */
  readonly faults: readonly string[];
}

/** Medians by row and gateway, in the order in which they were first measured. */
export function summarize(measured: readonly Measured[]): readonly Summary[] {
  const groups = new Map<string, Measured[]>();
  for (const each of measured) {
    const key = JSON.stringify([each.row, each.gateway]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const of = (choose: (each: Measured) => number) => median(group.map(choose));
    const cpu = group.map(({ cpuMs }) => cpuMs);
    return {
      row: group[0]?.row ?? '',
      gateway: group[0]?.gateway ?? '',
      rounds: group.length,
      cpuMs: median(cpu),
      leastCpuMs: Math.min(...cpu),
      mostCpuMs: Math.max(...cpu),
      requestsPerSecond: of((each) => each.requestsPerSecond),
      p50Ms: of((each) => each.p50Ms),
      p99Ms: of((each) => each.p99Ms),
      memoryMb: of((each) => each.memoryMb),
      faults: [...new Set(group.flatMap(({ faults }) => faults))],
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
