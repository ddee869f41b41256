import type { PortCoverage, Regency } from './read-coverage.ts';

export type SectorName =
  'population' | 'finance' | 'education' | 'health' | 'agriculture' | 'other';

export interface Sector {
  readonly name: SectorName;
  readonly ports: readonly string[];
}

/** A sector is a column; its ports stand in this order. */
const SECTORS: readonly Sector[] = [
  { name: 'population', ports: ['Resident', 'Family', 'PopulationStatistics'] },
  { name: 'finance', ports: ['Budget', 'Payment', 'AidRecipient'] },
  { name: 'education', ports: ['School', 'Pupil'] },
  { name: 'health', ports: ['Facility', 'HealthRecord'] },
  { name: 'agriculture', ports: ['FarmerAllocation', 'Planting'] },
];

/** The columns for these regencies: ports that this page does not know yet stand in one more, at the end. */
export function toSectors(regencies: readonly Regency[]): readonly Sector[] {
  const known = new Set(SECTORS.flatMap(({ ports }) => ports));
  const found = regencies.flatMap(({ coverage }) => (coverage ?? []).map(({ port }) => port));
  const unknown = [...new Set(found)].filter((port) => !known.has(port));
  return unknown.length === 0 ? SECTORS : [...SECTORS, { name: 'other', ports: unknown }];
}

/** What a regency has of a sector, in the sector's order. */
export function portsOf(regency: Regency, sector: Sector): readonly PortCoverage[] {
  return sector.ports.flatMap((name) =>
    (regency.coverage ?? []).filter(({ port }) => port === name),
  );
}
