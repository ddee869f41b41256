import type { Sourced } from '../../common/provenance.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { Hectares } from './exact-hectares.ts';
import type { Loaded } from '../shared/source-answers.ts';

/** Subsidised fertiliser for one planting season. Weights are kilograms as exact decimal text; null where none is stated. */
export interface AllocationRow {
  readonly year: number;
  /** 1 to 3 (MT1–MT3). */
  readonly season: number;
  readonly farmerGroup: string | null;
  readonly commodity: string;
  readonly areaHectares: Hectares;
  readonly ureaKg: string | null;
  readonly npkKg: string | null;
  readonly organicKg: string | null;
}

/** The allocations of one person; empty where the region's plan does not name him. */
export interface AllocationsOfPerson extends Sourced {
  readonly allocations: readonly AllocationRow[];
}

/** The port FarmerAllocation: who is allotted subsidised fertiliser in one regency. Nothing of it is cached. */
export interface FarmerAllocationSource {
  /**
   * One answer per NIK, in key order, the latest year first, then by season. A NIK that `access` does not open is
   * answered by the Error `FORBIDDEN` without being looked up.
   */
  allocationsByNik(
    call: SourceCall,
    access: RowAccess,
    niks: readonly string[],
  ): Promise<readonly Loaded<AllocationsOfPerson>[]>;
}
