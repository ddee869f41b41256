import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getRegencies } from 'idn-area-data';
import type { Bindings, RegionBindings } from '../common/binding.ts';
import type { ConfigurationFault } from '../common/config/configuration-error.ts';
import { checkYamlConfig, refuseFaults } from '../common/config/read-yaml-config.ts';
import type { Environment } from '../common/config/yaml-tree.ts';
import type { RegionCode } from '../common/region-code.ts';
import { checkPolicy, type RegistryPolicy } from './check-policy.ts';
import { checkRegionFile } from './check-region-file.ts';
import { regionFileSchema } from './region-file.ts';
import { toRegionBindings } from './to-region-bindings.ts';

export interface RegistryOptions extends RegistryPolicy {
  /** The registry's folder; regions stand in its `regions/`. */
  readonly folder: string;
  /** Where `${NAME}` is taken from. */
  readonly environment: Environment;
}

/** What one region's file binds; undefined where it has faults. */
export interface CheckedRegion {
  readonly bindings: RegionBindings | undefined;
  readonly faults: readonly ConfigurationFault[];
}

/**
 * Reads the bindings of every regency, whole or not at all.
 *
 * @throws ConfigurationError - All faults of all files, each with file, line, column and what was expected: what the
 *   format, the list of regencies, the adapters' ports, the environment and the policy do not allow.
 */
export async function readRegistry(options: RegistryOptions): Promise<Bindings> {
  const { files, faults } = listRegionFiles(options.folder);
  const regions = await Promise.all(files.map((file) => checkRegion(file, options)));
  refuseFaults([...faults, ...regions.flatMap((region) => region.faults)]);
  const bindings = regions.flatMap((region) => region.bindings ?? []);
  return new Map(bindings.map((region) => [region.regionCode, region]));
}

/** Checks one region's file; `file` is its path. */
export async function checkRegion(
  file: string,
  options: Omit<RegistryOptions, 'folder'>,
): Promise<CheckedRegion> {
  const checked = checkYamlConfig(file, regionFileSchema, options.environment);
  const faults = [
    ...checked.faults,
    ...checkRegionFile(checked, await loadRegencies()),
    ...checkPolicy(checked, options),
  ];
  const { value } = checked;
  return {
    faults,
    bindings:
      value === undefined || faults.length > 0
        ? undefined
        : toRegionBindings(checked, value, options.simulatedVariables),
  };
}

/** The path of a region's file, as faults show it: relative to where the program runs. */
export function toRegionPath(folder: string, region: RegionCode): string {
  return toShown(join(folder, 'regions', `${region}.yml`));
}

function listRegionFiles(folder: string): {
  readonly files: readonly string[];
  readonly faults: readonly ConfigurationFault[];
} {
  const regions = join(folder, 'regions');
  const fault = (file: string, expected: string): ConfigurationFault => ({
    file: toShown(file),
    line: 1,
    column: 1,
    path: '',
    expected,
  });
  let names: readonly string[];
  try {
    names = readdirSync(regions).filter((name) => !name.startsWith('.'));
  } catch {
    return { files: [], faults: [fault(regions, 'the folder of region files cannot be read')] };
  }
  const isRegionFile = (name: string) => name.endsWith('.yml');
  return {
    files: names
      .filter(isRegionFile)
      .sort()
      .map((name) => toShown(join(regions, name))),
    faults: names
      .filter((name) => !isRegionFile(name))
      .map((name) => fault(join(regions, name), "a region's file is named <code>.yml")),
  };
}

function toShown(path: string): string {
  const shown = relative('.', path);
  return shown.startsWith('..') ? path : shown;
}

/** Banten's regencies and cities by code, with the names of the list. */
async function loadRegencies(): Promise<ReadonlyMap<string, string>> {
  const regencies = await getRegencies();
  return new Map(
    regencies
      .filter(({ province_code }) => province_code === '36')
      .map(({ code, name }) => [code, name]),
  );
}
