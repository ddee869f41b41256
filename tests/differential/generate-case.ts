import type { GraphQLSchema } from 'graphql';
import type { Case } from './bench.ts';
import { generateOperation } from './generate-operation.ts';
import { createRandom } from './random.ts';
import { graphNames } from './read-graphs.ts';

/** Seeds in a row that share a graph: setting one up costs more than a case. */
const SEEDS_PER_GRAPH = 25;

/** Which graph a seed's case is on. */
export function graphOfSeed(seed: number): string {
  const names = graphNames();
  return names[Math.floor(seed / SEEDS_PER_GRAPH) % names.length]!;
}

/** The case that a seed stands for. */
export function generateCase(apiSchema: GraphQLSchema, seed: number, withFaults: boolean): Case {
  const random = createRandom(`case ${seed}`);
  const operation = generateOperation(apiSchema, random);
  return {
    ...operation,
    world: {
      seed,
      entities: 1 + random.int(4),
      maxItems: 1 + random.int(3),
      nullPercent: random.pick([0, 10, 30]),
      nullKeys: !withFaults,
    },
    ...(withFaults
      ? {
          faults: {
            seed,
            fieldPercent: random.pick([0, 3, 10]),
            entityPercent: random.pick([0, 5, 15]),
            fetchPercent: random.pick([0, 0, 5, 20]),
          },
        }
      : {}),
  };
}
