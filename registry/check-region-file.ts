import { basename } from 'node:path';
import { ADAPTERS, PORTS, type AdapterName, type PortName } from '../common/binding.ts';
import type { ConfigurationFault } from '../common/config/configuration-error.ts';
import { didYouMean } from '../common/config/did-you-mean.ts';
import type { CheckedConfig } from '../common/config/read-yaml-config.ts';
import { ADAPTER_TRAITS } from './adapters.ts';
import { checkSecrets } from './check-secrets.ts';
import type { Finding } from './finding.ts';
import { entriesOf, fieldOf } from './loose-fields.ts';
import { readServersFile } from './read-servers-file.ts';
import type { RegionFile } from './region-file.ts';

/**
 * What the schema cannot say of a region's file: that the region exists and is the file's name, that ports and systems
 * fit together, that no secret is written out, that a fleet's list of servers is right. Works on what the file holds even where the schema has refused it, so
 * that all faults come at once.
 */
export function checkRegionFile(
  file: CheckedConfig<RegionFile>,
  regencies: ReadonlyMap<string, string>,
): readonly ConfigurationFault[] {
  const known = new Set(file.faults.map((fault) => fault.path));
  return [
    ...checkRegion(file, regencies),
    ...checkPorts(file.raw),
    ...checkUnused(file.raw),
    ...checkMaintenance(file.raw),
    ...checkServers(file.raw),
    ...checkSecrets(file),
  ]
    .filter(([path]) => !known.has(path.join('.')))
    .map(([path, expected]) => file.faultAt(path, expected));
}

function checkRegion(
  file: CheckedConfig<RegionFile>,
  regencies: ReadonlyMap<string, string>,
): readonly Finding[] {
  const region = fieldOf(file.raw, 'region');
  if (typeof region !== 'string') return [];
  const expectedName = basename(file.file, '.yml');
  if (!regencies.has(region)) {
    const codes = [...regencies.keys()].join(', ');
    return [[['region'], `is no regency or city of Banten; those are ${codes}`]];
  }
  return region === expectedName
    ? []
    : [[['region'], `the file's name says ${expectedName}; expected the same code in both`]];
}

function checkPorts(raw: unknown): readonly Finding[] {
  const systems = new Map(entriesOf(fieldOf(raw, 'systems')));
  return entriesOf(fieldOf(raw, 'ports')).flatMap(([port, name]): readonly Finding[] => {
    if (typeof name !== 'string') return [];
    const path = ['ports', port];
    if (!systems.has(name)) {
      return [[path, `no such system in this file${didYouMean(name, [...systems.keys()])}`]];
    }
    const adapter = fieldOf(systems.get(name), 'adapter');
    if (!isAdapter(adapter) || !isPort(port)) return [];
    const served = ADAPTER_TRAITS[adapter].ports;
    return served.includes(port)
      ? []
      : [[path, `the adapter ${adapter} does not serve it; it serves ${served.join(', ')}`]];
  });
}

function checkUnused(raw: unknown): readonly Finding[] {
  const used = new Set(entriesOf(fieldOf(raw, 'ports')).map(([, name]) => name));
  return entriesOf(fieldOf(raw, 'systems'))
    .filter(([name]) => !used.has(name))
    .map(([name, system]): Finding => {
      const adapter = fieldOf(system, 'adapter');
      const served = isAdapter(adapter) ? ` (${ADAPTER_TRAITS[adapter].ports.join(', ')})` : '';
      return [['systems', name], `no port uses it; name it under ports${served}, or take it out`];
    });
}

function checkMaintenance(raw: unknown): readonly Finding[] {
  return entriesOf(fieldOf(raw, 'systems')).flatMap(([name, system]) => {
    const windows = fieldOf(system, 'maintenance');
    if (!Array.isArray(windows)) return [];
    return windows.flatMap((window: unknown, index): readonly Finding[] => {
      const from = Date.parse(String(fieldOf(window, 'from')));
      const to = Date.parse(String(fieldOf(window, 'to')));
      return from >= to
        ? [[['systems', name, 'maintenance', index, 'to'], 'expected an instant after `from`']]
        : [];
    });
  });
}

function checkServers(raw: unknown): readonly Finding[] {
  return entriesOf(fieldOf(raw, 'systems')).flatMap(([name, system]) => {
    const path = fieldOf(fieldOf(system, 'connection'), 'serversFile');
    if (typeof path !== 'string' || path === '') return [];
    const { faults } = readServersFile(path);
    return faults.map((fault): Finding => [['systems', name, 'connection', 'serversFile'], fault]);
  });
}

function isAdapter(value: unknown): value is AdapterName {
  return (ADAPTERS as readonly unknown[]).includes(value);
}

function isPort(value: string): value is PortName {
  return (PORTS as readonly string[]).includes(value);
}
