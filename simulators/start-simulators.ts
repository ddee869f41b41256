import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/logger.ts';
import type { Province } from './province/province.ts';
import type { Sector, SimulatedSystem } from './simulated-systems.ts';
import { downEnvironment, FLEET_FOLDER } from './down-environment.ts';
import type { DukcapilControl } from './dukcapil/start-dukcapil.ts';
import { SIMULATED_SYSTEMS } from './simulated-systems.ts';
import { refuseProduction } from './simulator.ts';
import { startDatabases, type SqlSystem } from './start-databases.ts';
import { startServices } from './start-services.ts';
import { startWorkbooks, type WorkbookSystem } from './start-workbooks.ts';

/** A regency's systems, or those of one sector of it. */
export interface DownedSource {
  readonly regionCode: string;
  readonly sector?: Sector;
}

export interface SimulatorsOptions {
  readonly province: Province;
  /** An account that may create databases. */
  readonly postgresUrl: string;
  /** The same of a MariaDB. Without one, the systems that run on MariaDB run on PostgreSQL, and a remark says so. */
  readonly mariadbUrl?: string;
  /** Workbooks are written beneath it. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Systems that are dead: their settings lead to where nothing answers. */
  readonly down?: readonly DownedSource[];
  readonly onProgress?: (text: string) => void;
}

export interface Simulators {
  /** What the registry's files ask for by name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sentences for whoever reads the start's output. */
  readonly remarks: readonly string[];
  readonly dukcapil: DukcapilControl;
  /**
   * Drops the databases, closes the services and removes the lists of their servers; workbooks stay, so that an unchanged
   * one keeps its time.
   */
  stop(): Promise<void>;
}

/**
 * Starts every simulated system of the eight regencies, filled with `province`.
 *
 * @throws Error in production, and where a server does not take the databases.
 */
export async function startSimulators(options: SimulatorsOptions): Promise<Simulators> {
  refuseProduction('The simulated province');
  const { province, dataFolder, clock, logger, onProgress = () => undefined } = options;
  const { alive, dead } = divide(options.down ?? []);
  const databases = await startDatabases(alive.filter(isSql), {
    ...options,
    onFilled: ({ kind, regionCode }) => {
      onProgress(`${kind} of ${regionCode} is filled`);
    },
  });
  try {
    const workbooks = await startWorkbooks(alive.filter(isWorkbook), province, dataFolder);
    const services = await startServices(alive, { province, clock, logger, folder: dataFolder });
    return {
      environment: Object.assign(
        {},
        ...dead.map((system) => downEnvironment(system, dataFolder)),
        databases.environment,
        workbooks,
        services.environment,
      ) as Record<string, string>,
      remarks: [...remarkDialect(alive, options.mariadbUrl), ...remarkDead(dead)],
      dukcapil: services.dukcapil,
      async stop() {
        await Promise.all([services.stop(), databases.stop()]);
        await rm(join(dataFolder, FLEET_FOLDER), { recursive: true, force: true });
      },
    };
  } catch (error) {
    await databases.stop();
    throw error;
  }
}

function divide(down: readonly DownedSource[]): {
  alive: SimulatedSystem[];
  dead: SimulatedSystem[];
} {
  const isDead = (system: SimulatedSystem) =>
    down.some(
      ({ regionCode, sector }) =>
        regionCode === system.regionCode && (sector === undefined || sector === system.sector),
    );
  return {
    alive: SIMULATED_SYSTEMS.filter((system) => !isDead(system)),
    dead: SIMULATED_SYSTEMS.filter(isDead),
  };
}

function remarkDialect(alive: readonly SimulatedSystem[], mariadbUrl?: string): string[] {
  if (mariadbUrl !== undefined) return [];
  return alive
    .filter(isSql)
    .filter((system) => system.dialect === 'mariadb')
    .map(
      ({ kind, regionCode }) =>
        `${kind} of ${regionCode} runs on the embedded PostgreSQL, because no MariaDB is named`,
    );
}

function remarkDead(dead: readonly SimulatedSystem[]): string[] {
  return dead.map(({ kind, regionCode }) => `${kind} of ${regionCode} is down, as asked`);
}

function isSql(system: SimulatedSystem): system is SqlSystem {
  return system.kind === 'siak' || system.kind === 'simda';
}

function isWorkbook(system: SimulatedSystem): system is WorkbookSystem {
  return (
    system.kind === 'dkb' ||
    system.kind === 'budget' ||
    system.kind === 'aid' ||
    system.kind === 'erdkk'
  );
}
