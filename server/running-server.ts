import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What other commands (`token`, `region doctor`) need to know of the server that runs on a data folder. */
export interface RunningServerFacts {
  readonly pid: number;
  readonly endpoint: string;
  readonly issuer: string;
}

export const RUNNING_FILE = 'running.json';
/** The simulators' addresses and credentials: they are worthless once the server stops. */
export const SIMULATORS_FILE = 'simulators.env.json';

/** Writes both files for the owner's eyes alone; the returned function removes them. */
export async function announceServer(
  dataFolder: string,
  facts: RunningServerFacts,
  environment: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  await mkdir(dataFolder, { recursive: true });
  const files = [
    [join(dataFolder, RUNNING_FILE), facts],
    [join(dataFolder, SIMULATORS_FILE), environment],
  ] as const;
  await Promise.all(
    files.map(([file, content]) => writeFile(file, JSON.stringify(content), { mode: 0o600 })),
  );
  return async () => {
    await Promise.all(files.map(([file]) => rm(file, { force: true })));
  };
}
