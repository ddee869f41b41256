import { createBench, type Bench } from './bench.ts';
import { readGraph } from './read-graphs.ts';

/** The benches of the graphs of `graphs/`, each set up when it is first asked for. */
export interface Benches {
  of(graph: string): Promise<Bench>;
  close(): Promise<void>;
}

export function createBenches(): Benches {
  const benches = new Map<string, Promise<Bench>>();
  return {
    of(graph) {
      const bench = benches.get(graph) ?? createBench(readGraph(graph));
      benches.set(graph, bench);
      return bench;
    },
    async close() {
      for (const bench of benches.values()) await (await bench).close();
    },
  };
}
