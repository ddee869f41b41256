import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { claimPort } from '../../server/claim-port.ts';
import type { Teardown } from '../../server/teardown.ts';
import type { Scenario } from './scenario.ts';
import { end } from './start-program.ts';

/** A workload that stands in a folder of its own. */
export interface FolderWorkload {
  readonly supergraphFile: string;
  readonly scenarios: readonly Scenario[];
}

/** What is measured of a folder unless `--scenarios` says otherwise, as far as it is there. */
const USUAL = ['heavy', 'uniq-hdr', 'medium', 'light-me'];

const UNIQUE = { none: 'none', hdr: 'header', var: 'variable' } as const;

const START_TRIES = 100;

/**
 * Opens a folder with `subgraphs.mjs` (serves all subgraphs on `PORT`), `supergraph.graphql`, `queries/NAME.body` with
 * `queries/NAME.mode` (`none`, `hdr` or `var`), and `golden/NAME.json`. The subgraphs get a free port.
 *
 * @throws Error - where the folder is another, or its subgraphs do not start.
 */
export async function openWorkloadFolder(
  source: string,
  names: readonly string[] | undefined,
  folder: string,
  teardown: Teardown,
): Promise<FolderWorkload> {
  const port = await claimPort(0, '--workload');
  const child = spawn(process.execPath, [join(source, 'subgraphs.mjs')], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  teardown.add(() => end(child));
  await awaitListening(port);
  const supergraphFile = join(folder, 'supergraph.graphql');
  const supergraph = readFileSync(join(source, 'supergraph.graphql'), 'utf8');
  writeFileSync(
    supergraphFile,
    supergraph.replaceAll(/(url: "http:\/\/)[^/"]+/g, `$1127.0.0.1:${port}`),
  );
  return {
    supergraphFile,
    scenarios: listNames(source, names).map((name) => readScenario(source, name)),
  };
}

function listNames(source: string, names: readonly string[] | undefined): readonly string[] {
  const known = readdirSync(join(source, 'queries'))
    .filter((file) => file.endsWith('.body'))
    .map((file) => file.slice(0, -'.body'.length));
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`--scenarios: there is no "${unknown}"; there are ${known.join(', ')}.`);
  return names ?? USUAL.filter((name) => known.includes(name));
}

function readScenario(source: string, name: string): Scenario {
  const read = (...path: readonly string[]) => readFileSync(join(source, ...path), 'utf8');
  const modeFile = join(source, 'queries', `${name}.mode`);
  const mode = existsSync(modeFile) ? read('queries', `${name}.mode`).trim() : 'none';
  const golden = JSON.parse(read('golden', `${name}.json`)) as { readonly data: unknown };
  return {
    name,
    body: read('queries', `${name}.body`),
    unique: UNIQUE[mode as keyof typeof UNIQUE],
    headers: {},
    expected: { data: golden.data, errorCodes: [] },
  };
}

async function awaitListening(port: number): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    if (await canConnect(port)) return;
    await wait(100);
  }
  throw new Error('The subgraphs of --workload do not start.');
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
