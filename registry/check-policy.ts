import { PERSONAL_PORTS, type PortName } from '../common/binding.ts';
import type { ConfigurationFault } from '../common/config/configuration-error.ts';
import type { CheckedConfig } from '../common/config/read-yaml-config.ts';
import type { ConfigPath } from '../common/config/yaml-tree.ts';
import type { Finding } from './finding.ts';
import { entriesOf, fieldOf } from './loose-fields.ts';
import { readServersFile } from './read-servers-file.ts';
import type { RegionFile } from './region-file.ts';
import { ADDRESS_KEYS, isSimulated } from './to-region-bindings.ts';

/** What every simulator's credential begins with; `simulators/` hands them out, production refuses them. */
export const SIMULATOR_PREFIX = 'simulator-';

export interface RegistryPolicy {
  /** The environment's variables that simulators of ours have set. */
  readonly simulatedVariables: ReadonlySet<string>;
  readonly production: boolean;
  /** Whether it is recorded who saw whose data. Without that, personal ports lead to simulators only. */
  readonly evidenceKept: boolean;
}

/**
 * Refuses what may not be started: real personal data without evidence of access, a simulator's key in production. Of a
 * system whose address is missing it is not known where it leads: that fault comes first.
 */
export function checkPolicy(
  file: CheckedConfig<RegionFile>,
  policy: RegistryPolicy,
): readonly ConfigurationFault[] {
  return [
    ...(policy.evidenceKept ? [] : checkEvidence(file, policy.simulatedVariables)),
    ...(policy.production ? checkProduction(file, policy.simulatedVariables) : []),
  ].map(([path, expected]) => file.faultAt(path, expected));
}

function checkEvidence(
  file: CheckedConfig<RegionFile>,
  simulatedVariables: ReadonlySet<string>,
): readonly Finding[] {
  return entriesOf(fieldOf(file.raw, 'ports'))
    .filter(([port]) => PERSONAL_PORTS.has(port as PortName))
    .flatMap(([port, system]) => (typeof system === 'string' ? [{ port, system }] : []))
    .filter(({ system }) => hasAddress(file, system))
    .filter(({ system }) => !isSimulated(file, system, simulatedVariables))
    .map(({ port, system }): Finding => [
      ['ports', port],
      `personal data of a real system (${system}) may not be opened while evidence of access is not kept; ` +
        `take the line out, or let the system's address lead to a simulator`,
    ]);
}

function hasAddress(file: CheckedConfig<RegionFile>, system: string): boolean {
  const connection = fieldOf(fieldOf(fieldOf(file.raw, 'systems'), system), 'connection');
  const addresses = ADDRESS_KEYS.map((key) => fieldOf(connection, key)).filter(
    (address) => address !== undefined,
  );
  return addresses.length > 0 && addresses.every((address) => typeof address === 'string');
}

function checkProduction(
  file: CheckedConfig<RegionFile>,
  simulatedVariables: ReadonlySet<string>,
): readonly Finding[] {
  return entriesOf(fieldOf(file.raw, 'systems')).flatMap(([name, system]) => {
    const connection = fieldOf(system, 'connection');
    const path = ['systems', name, 'connection'];
    const keys = [
      ...findSimulatorKeys(connection, path),
      ...findSimulatedServers(connection, path),
    ];
    if (keys.length > 0 || !isSimulated(file, name, simulatedVariables)) return keys;
    // A folder of workbooks has no credential that could tell.
    return [[path, 'leads to a simulator, which production refuses']];
  });
}

function findSimulatedServers(connection: unknown, path: ConfigPath): readonly Finding[] {
  const serversFile = fieldOf(connection, 'serversFile');
  if (typeof serversFile !== 'string') return [];
  const { servers } = readServersFile(serversFile);
  return servers.some(({ token }) => token.includes(SIMULATOR_PREFIX))
    ? [[[...path, 'serversFile'], "leads to a simulator's credential, which production refuses"]]
    : [];
}

function findSimulatorKeys(value: unknown, path: ConfigPath): readonly Finding[] {
  if (typeof value === 'string') {
    return value.includes(SIMULATOR_PREFIX)
      ? [[path, "holds a simulator's credential, which production refuses"]]
      : [];
  }
  return entriesOf(value).flatMap(([key, inner]) => findSimulatorKeys(inner, [...path, key]));
}
