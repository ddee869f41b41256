import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatAST, parse, Source, type DocumentNode } from 'graphql';
import { projectRoot } from '../../common/project-root.ts';

/** The schema of one of our subgraphs: the shared definitions, then its own. */
export function readTypeDefs(name: string): DocumentNode {
  const read = (file: string) =>
    parse(new Source(readFileSync(join(projectRoot, file), 'utf8'), file));
  return concatAST([
    read('subgraphs/shared/shared.graphql'),
    read(`subgraphs/${name}/schema.graphql`),
  ]);
}
