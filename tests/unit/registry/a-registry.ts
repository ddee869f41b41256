import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { projectRoot } from '../../../common/project-root.ts';
import { aFolder } from '../common/a-folder.ts';

/** The region files of this repository, by name. */
export function committedRegions(): Readonly<Record<string, string>> {
  const folder = join(projectRoot, 'registry', 'regions');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** A value for every variable that the given files ask for, as simulators would set it. */
export function simulatedEnvironment(
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = Object.values(files).flatMap((text) =>
    [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!),
  );
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}

/** One list of servers for all, in a file that goes with this process. */
const servers = aFolder({});
const SERVERS_FILE = join(servers.path, 'servers.json');
writeFileSync(
  SERVERS_FILE,
  JSON.stringify([{ code: '20600001', baseUrl: 'http://127.0.0.1:5774/', token: 'simulator-t' }]),
  { mode: 0o600 },
);
afterAll(() => {
  servers.remove();
});

function valueOf(name: string): string {
  if (name.endsWith('_SERVERS_FILE')) return SERVERS_FILE;
  if (/^(SIAK|SIMDA)_\d+_URL$/.test(name)) {
    return `postgres://user:simulator-${name}@127.0.0.1:5432/${name.toLowerCase()}`;
  }
  if (name.endsWith('_URL')) return `http://127.0.0.1:8080/dukcapil/get_json/${name}/`;
  if (name.endsWith('_FOLDER')) return `/srv/${name}`;
  return `simulator-${name}`;
}

/** A right file of 36.71 with one database; the shortest that is taken. */
export const SMALLEST = `region: '36.71'
name: Kota Tangerang
contact: kominfo@tangerangkota.example
systems:
  siak:
    adapter: siak
    controller: Disdukcapil Kota Tangerang
    contact: siak@disdukcapil.example
    connection:
      url: \${SIAK_3671_URL}
ports:
  Resident: siak
`;
