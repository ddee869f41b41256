import { randomBytes } from 'node:crypto';
import type { DatabaseTarget } from './sql/simulated-database.ts';
import type { Province } from './province/province.ts';
import type { SimulatedSystem } from './simulated-systems.ts';
import { dropAbandoned, forgetDatabases, recordDatabases } from './database-record.ts';
import { fillSiak } from './siak/fill-siak.ts';
import { fillSimda } from './simda/fill-simda.ts';
import { variableStem } from './simulated-systems.ts';
import { dropDatabase } from './sql/simulated-database.ts';

export type SqlSystem = Extract<SimulatedSystem, { kind: 'siak' | 'simda' }>;

export interface DatabasesOptions {
  readonly province: Province;
  readonly postgresUrl: string;
  readonly mariadbUrl?: string;
  readonly dataFolder: string;
  readonly onFilled: (system: SqlSystem) => void;
}

export interface Databases {
  readonly environment: Readonly<Record<string, string>>;
  /** Drops them all; a server that is gone already is no error. */
  stop(): Promise<void>;
}

/**
 * Makes and fills one database a system. Their names have a prefix that no other run has, for the servers may be shared; those
 * that a killed run left on a shared MariaDB are dropped at the next start on the same data folder.
 *
 * @throws Error where a server does not take them; those made until then are dropped.
 */
export async function startDatabases(
  systems: readonly SqlSystem[],
  options: DatabasesOptions,
): Promise<Databases> {
  await dropAbandoned(options);
  const run = randomBytes(4).toString('hex');
  const targets = systems.map((system) => ({ system, target: chooseTarget(system, run, options) }));
  await recordDatabases(
    options.dataFolder,
    targets.filter(({ target }) => target.dialect === 'mariadb').map(({ target }) => target),
  );
  const stop = async () => {
    await Promise.allSettled(targets.map(({ target }) => dropDatabase(target)));
    await forgetDatabases(options.dataFolder);
  };
  // All of them are waited for, so that none is made after the others have been dropped.
  const filled = await Promise.allSettled(
    targets.map(async ({ system, target }) => {
      const url = await fill(system, target, options.province);
      options.onFilled(system);
      return [`${variableStem(system)}_URL`, url] as const;
    }),
  );
  const failed = filled.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const settings = filled.filter((result) => result.status === 'fulfilled');
  return { environment: Object.fromEntries(settings.map((result) => result.value)), stop };
}

function chooseTarget(system: SqlSystem, run: string, options: DatabasesOptions): DatabaseTarget {
  const databaseName = `jawara_simulator_${run}_${variableStem(system).toLowerCase()}`;
  return system.dialect === 'mariadb' && options.mariadbUrl !== undefined
    ? { dialect: 'mariadb', adminUrl: options.mariadbUrl, databaseName }
    : { dialect: 'postgresql', adminUrl: options.postgresUrl, databaseName };
}

function fill(system: SqlSystem, target: DatabaseTarget, province: Province): Promise<string> {
  const world = province.regencies.get(system.regionCode);
  if (world === undefined) throw new Error(`the province has no regency ${system.regionCode}`);
  return system.kind === 'siak' ? fillSiak(world, target) : fillSimda(world, target);
}
