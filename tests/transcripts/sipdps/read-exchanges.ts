import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../common/project-root.ts';

/** One recorded request and its reply. */
export interface Exchange {
  readonly name: string;
  readonly source: string;
  readonly request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

const folder = join(projectRoot, 'tests/transcripts/sipdps');

/** All exchanges of this folder, in the order of their files. */
export function readExchanges(): readonly Exchange[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Exchange);
}
