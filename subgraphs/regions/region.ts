import type { RegionCode, RegionLevel } from '../../common/region-code.ts';

/** One region of the list. */
export interface ListedRegion {
  readonly code: RegionCode;
  readonly name: string;
  readonly level: RegionLevel;
}

/** The province with all that lies in it. */
export interface RegionDirectory {
  /** Undefined where Banten has no such code. */
  find(code: RegionCode): ListedRegion | undefined;
  /** The regions one level below, by code; none for a village. */
  childrenOf(code: RegionCode): readonly ListedRegion[];
}
