import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseRegionCode } from '../common/region-code.ts';
import { projectRoot } from '../common/project-root.ts';
import { SECTORS } from '../simulators/simulated-systems.ts';
import type { DownedSource } from '../simulators/start-simulators.ts';
import { engineOption, type EngineName } from './engine.ts';

/** What `npm start` takes on its command line. */
export interface StartOptions {
  readonly port: number;
  readonly issuerPort: number;
  readonly dataFolder: string;
  readonly residents: number;
  readonly seed: number;
  /** Schools a regency; undefined: 3 to 5, as it falls out. */
  readonly schools?: number;
  readonly down: readonly DownedSource[];
  /** What runs the plans. */
  readonly engine: EngineName;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The eight regencies and cities, as `--down` names them. */
const REGENCIES = ['36.01', '36.02', '36.03', '36.04', '36.71', '36.72', '36.73', '36.74'];

/**
 * Reads the command line of `npm start`. A fault ends the program with one sentence and exit code 2, `--help` with 0.
 */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description('Starts Jawara on a synthetic province: everything embedded, nothing to install.')
    .option('--port <number>', 'port of the endpoint', toPort, 4000)
    .option(
      '--issuer-port <number>',
      'port of the development identity provider (default: the next one)',
      toPort,
    )
    .option('--data-dir <folder>', 'where running data is kept', join(projectRoot, '.jawara'))
    .option('--residents <number>', 'about how many residents to invent', toCount, 5_000)
    .option('--schools <number>', 'schools of each regency (default: 3 to 5), up to 999', toCount)
    .option('--seed <number>', 'another seed, other people', toCount, 3671)
    .option(
      '--down <list>',
      'dead bindings: regencies or regency/sector, such as 36.02,36.71/finance',
      toDown,
      [],
    )
    .addOption(
      new Option('--log-level <level>', 'which log lines go to standard error')
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('warn'),
    )
    .addOption(engineOption())
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse([...argv], { from: 'user' });
  const values = command.opts<
    Omit<StartOptions, 'dataFolder' | 'issuerPort'> & { dataDir: string; issuerPort?: number }
  >();
  return {
    ...values,
    dataFolder: values.dataDir,
    issuerPort: values.issuerPort ?? (values.port === 0 ? 0 : values.port + 1),
  };
}

/** For options that take a port; 0 takes a free one. */
export function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535.');
  return port;
}

/** A number of processes. */
export function toWorkers(text: string): number {
  const workers = Number(text);
  if (!/^\d+$/.test(text) || workers < 1 || workers > 256)
    throw new InvalidArgumentError('a number from 1 to 256 is wanted.');
  return workers;
}

function toCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count))
    throw new InvalidArgumentError('a whole number is wanted.');
  return count;
}

function toDown(list: string): DownedSource[] {
  return list.split(',').map((item) => {
    const [code = '', sectorName, ...rest] = item.trim().split('/');
    const sector = SECTORS.find((name) => name === sectorName);
    const isKnown = parseRegionCode(code) !== undefined && REGENCIES.includes(code);
    if (!isKnown || rest.length > 0 || (sectorName !== undefined && sector === undefined)) {
      throw new InvalidArgumentError(
        `"${item}" is no regency (${REGENCIES.join(', ')}) with or without a sector (${SECTORS.join(', ')}).`,
      );
    }
    return sector === undefined ? { regionCode: code } : { regionCode: code, sector };
  });
}
