import { hashText } from './random.ts';
import type { Thing } from './world.ts';

export const fetchFaults = [
  'UNREACHABLE',
  'HTML',
  'TRUNCATED',
  'ERRORS_ALONE',
  'NULL_WITH_ERRORS',
  'NULL_ALONE',
  'WRONG_LENGTH',
] as const;

export type FetchFault = (typeof fetchFaults)[number];

/** How much fails in one case, each of a hundred. */
export interface FaultOptions {
  readonly seed: number;
  readonly fieldPercent: number;
  readonly entityPercent: number;
  readonly fetchPercent: number;
}

/** What fails. It hangs on what is asked for, not on when: a smaller operation meets the same faults. */
export interface Faults {
  ofField(subgraph: string, thing: Thing, field: string): boolean;
  ofEntity(subgraph: string, thing: Thing): boolean;
  ofFetch(
    subgraph: string,
    variables: Readonly<Record<string, unknown>> | undefined,
  ): FetchFault | undefined;
}

export function createFaults(options: FaultOptions): Faults {
  const draw = (text: string) => hashText(`fault ${options.seed} ${text}`);
  return {
    ofField: (subgraph, { node }, field) =>
      draw(`${subgraph} ${node}.${field}`) % 100 < options.fieldPercent,
    ofEntity: (subgraph, { node }) => draw(`${subgraph} ${node}`) % 100 < options.entityPercent,
    ofFetch(subgraph, variables) {
      const entities = Object.values(variables ?? {}).flatMap(typesOf);
      const hash = draw(`${subgraph} ${[...new Set(entities)].sort().join()}`);
      if (hash % 100 >= options.fetchPercent) return undefined;
      const kind = fetchFaults[(hash >>> 8) % fetchFaults.length];
      // Only a list of entities has a length that could be wrong.
      return kind === 'WRONG_LENGTH' && entities.length === 0 ? 'NULL_ALONE' : kind;
    },
  };
}

/** The types of the entities that a variable lists; of any other variable nothing. */
function typesOf(variable: unknown): string[] {
  if (!Array.isArray(variable)) return [];
  return variable.flatMap((item: unknown) =>
    typeof item === 'object' && item !== null && '__typename' in item
      ? [String(item.__typename)]
      : [],
  );
}
