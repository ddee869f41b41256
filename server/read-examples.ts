import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { ExplorerExample } from '../portal/src/explorer-config.ts';

/**
 * The examples of a folder, by name: every `<name>.graphql` with its `<name>.variables.json`. The comment lines
 * before the operation say who is answered: `# persona: petugas-3671` (or `anonymous`) and
 * `# purpose: PUBLIC_SERVICE` (or `none`); a missing line is as `anonymous` and `none`.
 *
 * @throws Error naming the file, where the folder or a variables file is missing or is no JSON object
 */
export function readExamples(folder: string): readonly ExplorerExample[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => readExample(folder, basename(file, '.graphql')));
}

function readExample(folder: string, name: string): ExplorerExample {
  const query = readFileSync(join(folder, `${name}.graphql`), 'utf8');
  return {
    name,
    query,
    variables: readVariables(join(folder, `${name}.variables.json`)),
    persona: readMark(query, 'persona', 'anonymous'),
    purpose: readMark(query, 'purpose', 'none'),
  };
}

function readVariables(path: string): Readonly<Record<string, unknown>> {
  const value = parseJson(path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${path}: the variables of an example are a JSON object`);
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path}: cannot be read as JSON`, { cause });
  }
}

/** The value of a comment line `# <mark>: <value>`; null where there is none or it says nobody or nothing. */
function readMark(query: string, mark: string, nothing: string): string | null {
  const value = new RegExp(`^#\\s*${mark}:\\s*(\\S+)\\s*$`, 'm').exec(query)?.[1] ?? nothing;
  return value === nothing ? null : value;
}
