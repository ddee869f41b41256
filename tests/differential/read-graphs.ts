import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../common/project-root.ts';
import type { GraphSource } from './graph.ts';

export const differentialFolder = join(projectRoot, 'tests/differential');

const FOLDER = join(differentialFolder, 'graphs');

/** The names of the graphs in `graphs/`, in the order of the alphabet. */
export function graphNames(): string[] {
  return readdirSync(FOLDER).sort();
}

/** A graph of `graphs/`: one file a subgraph. */
export function readGraph(name: string): GraphSource {
  return Object.fromEntries(
    readdirSync(join(FOLDER, name))
      .sort()
      .map((file) => [
        file.replace(/\.graphql$/, ''),
        readFileSync(join(FOLDER, name, file), 'utf8'),
      ]),
  );
}
