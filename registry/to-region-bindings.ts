import type { RegionBindings, SystemBinding } from '../common/binding.ts';
import type { CheckedConfig } from '../common/config/read-yaml-config.ts';
import type { RegionCode } from '../common/region-code.ts';
import { toBindingVersion } from './binding-version.ts';
import type { RegionFile, SystemEntry } from './region-file.ts';
import { toConnection, toRemark } from './to-connection.ts';

/** The keys that say where a system is; the others say who asks. */
export const ADDRESS_KEYS = ['url', 'baseUrl', 'folder'] as const;

/** What a region's file binds. It has been checked. */
export function toRegionBindings(
  file: CheckedConfig<RegionFile>,
  region: RegionFile,
  simulatedVariables: ReadonlySet<string>,
): RegionBindings {
  const systems = new Map(
    Object.entries(region.systems).map(([name, entry]) => [
      name,
      toSystemBinding(region, name, entry, isSimulated(file, name, simulatedVariables)),
    ]),
  );
  const ports = Object.fromEntries(
    Object.entries(region.ports).flatMap(([port, name]) => {
      const system = name === undefined ? undefined : systems.get(name);
      return system === undefined ? [] : [[port, system]];
    }),
  );
  return { regionCode: region.region as RegionCode, name: region.name, ports };
}

function toSystemBinding(
  region: RegionFile,
  name: string,
  entry: SystemEntry,
  simulated: boolean,
): SystemBinding {
  const remark = toRemark(entry);
  const binding = {
    system: name,
    adapter: entry.adapter,
    regionCode: region.region as RegionCode,
    regionName: region.name,
    controller: entry.controller,
    contact: entry.contact,
    connection: toConnection(entry),
    limits: entry.limits,
    maintenance: entry.maintenance,
    enabled: entry.enabled,
    simulated,
    ...(remark === undefined ? {} : { remark }),
  };
  return { ...binding, version: toBindingVersion(binding) };
}

/** Whether a system's address is one that a simulator handed out. An address that is written out is never. */
export function isSimulated(
  file: CheckedConfig<RegionFile>,
  system: string,
  simulatedVariables: ReadonlySet<string>,
): boolean {
  const paths = ADDRESS_KEYS.map((key) => ['systems', system, 'connection', key]);
  const variables = paths.flatMap((path) => file.variableAt(path) ?? []);
  return variables.length > 0 && variables.every((name) => simulatedVariables.has(name));
}
