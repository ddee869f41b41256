import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../common/project-root.ts';

export interface Exchange {
  readonly name: string;
  readonly source: string;
  readonly request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** The recorded exchanges of one system. */
export function readExchanges(system: 'satusehat' | 'yankes'): readonly Exchange[] {
  const folder = join(projectRoot, 'tests/transcripts', system);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Exchange);
}
