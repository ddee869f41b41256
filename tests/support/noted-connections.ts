import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root.ts';

/** Loaded before a program (`--import`): writes down what it connects to, and refuses what is not this machine. */
export const GUARD = join(projectRoot, 'tests/support/record-connections.mjs');

/** What a guarded program connects to. */
export interface NotedConnections {
  /** For the program. */
  readonly environment: Readonly<Record<string, string>>;
  /** A line each, such as `tcp localhost:5432`. */
  lines(): readonly string[];
  forget(): void;
}

export function noteConnections(): NotedConnections {
  const folder = mkdtempSync(join(tmpdir(), 'jawara-connections-'));
  const file = join(folder, 'connections');
  return {
    environment: { NODE_OPTIONS: `--import ${GUARD}`, JAWARA_TEST_CONNECTIONS: file },
    lines: () => readFileSync(file, 'utf8').trim().split('\n'),
    forget() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The ports of everything that is configured: legacy systems and the identity provider. */
export function configuredPorts(dataFolder: string): Set<string> {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(dataFolder, name), 'utf8')) as Record<string, string | number>;
  const values = [...Object.values(read('simulators.env.json')), read('running.json')['issuer']];
  const texts = values.flatMap((value) => {
    if (typeof value !== 'string') return [];
    // Where a regency has many servers, a file names them.
    return statSync(value, { throwIfNoEntry: false })?.isFile() === true
      ? [value, readFileSync(value, 'utf8')]
      : [value];
  });
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/:\/\/[^\s/"']*:(\d+)/g)].map(([, port]) => port ?? ''),
    ),
  );
}
