import { parseArgs } from 'node:util';
import type { LoadOptions } from './measure.ts';

export interface BenchOptions extends LoadOptions {
  readonly rounds: number;
  /** A folder with another workload: `subgraphs.mjs`, `supergraph.graphql`, `queries/`, `golden/`. */
  readonly workload: string | undefined;
  /** Names of scenarios; undefined: all, or of a folder the usual ones. */
  readonly scenarios: readonly string[] | undefined;
  /** A git revision, or a file that an earlier run saved. */
  readonly compare: string | undefined;
  /** Where to save the results. */
  readonly save: string | undefined;
  /** Also the design's public operations, and the engine with a larger young generation. */
  readonly full: boolean;
}

export const USAGE = `npm run bench -- [options]
  --full               more and longer rounds, and more rows: the figures to quote
  --rounds N           how often each row is measured, in turn (3; --full 5)
  --seconds N          how long each measurement takes (2; --full 10)
  --scenarios A,B      only these rows
  --workload FOLDER    another workload: its subgraphs.mjs, supergraph.graphql, queries/ and golden/
  --compare BASE       a git revision, measured in the same rounds, or a file that --save wrote
  --save FILE          writes every measurement as JSON`;

/**
 * Reads the command line.
 *
 * @throws Error - one sentence.
 */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      full: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      connections: { type: 'string', default: '50' },
      scenarios: { type: 'string' },
      workload: { type: 'string' },
      compare: { type: 'string' },
      save: { type: 'string' },
    },
  });
  const { full } = values;
  return {
    full,
    rounds: readNumber('--rounds', values.rounds ?? (full ? '5' : '3')),
    seconds: readNumber('--seconds', values.seconds ?? (full ? '10' : '2')),
    warmUpSeconds: full ? 4 : 1,
    connections: readNumber('--connections', values.connections),
    scenarios: values.scenarios?.split(','),
    workload: values.workload,
    compare: values.compare,
    save: values.save,
  };
}

function readNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new Error(`${option} takes whole numbers from 1 to 1000.`);
}
