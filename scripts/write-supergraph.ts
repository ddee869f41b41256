import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../common/project-root.ts';
import { formatFault } from '../federation/compose.ts';
import { composeOwnSupergraph } from '../server/compose-supergraph.ts';

/** `npm run compose`: writes supergraph.graphql, or prints every fault with subgraph, file, line and column. */
const result = composeOwnSupergraph();
if (result.ok) {
  writeFileSync(join(projectRoot, 'supergraph.graphql'), result.supergraphSdl);
  process.stderr.write('supergraph.graphql is written\n');
} else {
  process.stderr.write(`${result.faults.map(formatFault).join('\n')}\n`);
  process.exitCode = 1;
}
