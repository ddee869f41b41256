import type { AllocationsOfPerson } from './farmer-allocation-source.ts';
import type { PublishedYear } from './published-planting-source.ts';

/* What the resolvers hand to one another; the fields that are missing are resolved when they are asked for. */

export interface RegionParent {
  readonly code: string;
}

export interface ResidentParent {
  /** Null where the population register has a person without a number. */
  readonly nik?: string | null | undefined;
}

export type ResidentAgricultureParent = AllocationsOfPerson;
export type RegionAgricultureParent = PublishedYear;
