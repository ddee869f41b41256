import type { RegionBindings, SystemBinding } from '../common/binding.ts';
import type { CheckedConfig } from '../common/config/read-yaml-config.ts';
import type { RegionCode } from '../common/region-code.ts';
import { toBindingVersion } from './binding-version.ts';
import { fieldOf } from './loose-fields.ts';
import type { RegionFile, SystemEntry } from './region-file.ts';
import { toConnection, toRemark } from './to-connection.ts';

/** The keys that say where a system is; the others say who asks. */
export const ADDRESS_KEYS = ['url', 'baseUrl', 'tokenUrl', 'serversFile', 'folder'] as const;

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
    ...('replica' in entry ? { replica: entry.replica } : {}),
  };
  return { ...binding, version: toBindingVersion(binding) };
}

/** Whether all of a system's addresses are such as simulators handed out. One that is written out is none. */
export function isSimulated(
  file: CheckedConfig<RegionFile>,
  system: string,
  simulatedVariables: ReadonlySet<string>,
): boolean {
  const connection = fieldOf(fieldOf(fieldOf(file.raw, 'systems'), system), 'connection');
  const addresses = ADDRESS_KEYS.filter((key) => fieldOf(connection, key) !== undefined);
  return (
    addresses.length > 0 &&
    addresses.every((key) => {
      const variable = file.variableAt(['systems', system, 'connection', key]);
      return variable !== undefined && simulatedVariables.has(variable);
    })
  );
}
