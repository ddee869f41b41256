import { describe, expect, it } from '@jest/globals';
import type { RegionCode } from '../../../common/region-code.ts';
import { mayReadRow, type RowAccess } from '../../../common/row-guard.ts';
import { chooseRegionsOfPerson } from '../../../subgraphs/shared/choose-regions-of-person.ts';

const TANGERANG = '36.71' as RegionCode;
const LEBAK = '36.02' as RegionCode;
const SERANG = '36.73' as RegionCode;
const NIK = '3671015703850002';
const HIMSELF: RowAccess = { kind: 'SUBJECTS', niks: new Set([NIK]) };

interface Asking {
  readonly regions?: readonly RegionCode[];
  readonly homeRegions?: readonly RegionCode[];
  readonly bound?: readonly RegionCode[];
  /** What a region opens that is not the caller's own. */
  readonly elsewhere?: RowAccess;
}

function choose({ regions = [], homeRegions = [], bound = [], elsewhere }: Asking) {
  return chooseRegionsOfPerson({
    port: 'Pupil',
    bound,
    envelope: { regions, homeRegions },
    accessTo: (region) =>
      regions.includes(region) ? { kind: 'REGION' } : (elsewhere ?? { kind: 'NONE' }),
    opens: (access) => mayReadRow(access, NIK),
  });
}

/** What a choice is refused with. */
function refusal(asking: Asking): unknown {
  try {
    return choose(asking);
  } catch (error) {
    return error;
  }
}

describe('the regions that are asked about a person', () => {
  it('are none for a caller to whom none is open: he is refused, and the province is named', () => {
    const error = refusal({ homeRegions: [LEBAK], bound: [TANGERANG, LEBAK] });
    expect(error).toMatchObject({ code: 'FORBIDDEN', parameters: { region: '36' } });
  });

  it('are none where the port is bound nowhere', () => {
    const error = refusal({ elsewhere: HIMSELF });
    expect(error).toMatchObject({ code: 'FORBIDDEN', parameters: { region: '*' } });
  });

  it('are none where those that are open have no system for the port, and the first of them is named', () => {
    const error = refusal({ regions: [LEBAK, SERANG], bound: [TANGERANG] });
    expect(error).toMatchObject({
      code: 'SOURCE_NOT_BOUND',
      region: LEBAK,
      parameters: { port: 'Pupil' },
    });
  });

  it('are an officer’s own, and no others', () => {
    expect(choose({ regions: [LEBAK], bound: [TANGERANG, LEBAK] })).toEqual([LEBAK]);
  });

  it('are the home regions that a citizen’s token names', () => {
    const asking = { homeRegions: [SERANG], elsewhere: HIMSELF };
    expect(choose({ ...asking, bound: [TANGERANG, SERANG] })).toEqual([SERANG]);
  });

  it('are all that have the port bound where his token names none', () => {
    const bound = [TANGERANG, SERANG];
    expect(choose({ bound, elsewhere: HIMSELF })).toEqual(bound);
  });

  it('are each asked once, an officer’s own first', () => {
    const asking = { regions: [SERANG], homeRegions: [TANGERANG, SERANG], elsewhere: HIMSELF };
    expect(choose({ ...asking, bound: [TANGERANG, SERANG] })).toEqual([SERANG, TANGERANG]);
  });
});
