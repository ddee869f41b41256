import { SIMULATORS_FILE } from '../server/running-server.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readRunning } from './running-server.ts';

export interface EffectiveEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The variables that lead to simulators. */
  readonly simulated: ReadonlySet<string>;
}

/**
 * The environment that the server beside us works with: ours, and for what it does not set, the addresses and
 * credentials of the simulators of a server that runs on `dataFolder`. What a dead server left behind is not taken.
 */
export async function readEffectiveEnvironment(
  dataFolder: string,
  own: Readonly<Record<string, string | undefined>>,
): Promise<EffectiveEnvironment> {
  const handedOut = await readSimulatorEnvironment(dataFolder);
  const simulated = Object.keys(handedOut).filter((name) => (own[name] ?? '') === '');
  return {
    variables: {
      ...own,
      ...Object.fromEntries(simulated.map((name) => [name, handedOut[name]])),
    },
    simulated: new Set(simulated),
  };
}

async function readSimulatorEnvironment(dataFolder: string): Promise<Record<string, string>> {
  if ((await readRunning(dataFolder)) === undefined) return {};
  try {
    const text = await readFile(join(dataFolder, SIMULATORS_FILE), 'utf8');
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
