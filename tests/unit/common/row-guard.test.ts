import { describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import type { DataSubject } from '../../../common/envelope/envelope.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import {
  accessRows,
  inOffice,
  isMinor,
  mayReadRow,
  subjectsOf,
} from '../../../common/row-guard.ts';
import { anEnvelope, NOW } from './an-envelope.ts';

const clock = createFrozenClock(NOW);
const TANGERANG = '36.71' as RegionCode;
const LEBAK = '36.02' as RegionCode;
const SELF: DataSubject = { nik: '3671011708850001', relation: 'SELF' };
const CHILD: DataSubject = { nik: '3671011508150002', relation: 'WARD', birthDate: '2015-08-15' };
const GROWN: DataSubject = { nik: '3671010308080003', relation: 'WARD', birthDate: '2008-08-03' };

const access = (
  regions: readonly RegionCode[],
  onBehalfOf: readonly DataSubject[],
  region: RegionCode = TANGERANG,
) => accessRows(anEnvelope('population', '', { regions, onBehalfOf }), region, clock);

describe('the row guard', () => {
  it('refuses a caller who has neither the region nor a subject', () => {
    expect(access([], [])).toEqual({ kind: 'NONE' });
  });

  it('refuses an officer of another region', () => {
    const other = access([LEBAK], []);
    expect(other).toEqual({ kind: 'NONE' });
    expect(mayReadRow(other, SELF.nik)).toBe(false);
  });

  it.each(['36' as RegionCode, '36.71.01' as RegionCode])(
    'does not take %s for the regency',
    (region) => {
      expect(access([region], [])).toEqual({ kind: 'NONE' });
    },
  );

  it.each([
    [['self:read'], []],
    [['self:read', 'health:read'], []],
    [['self:read', 'population:read'], [TANGERANG]],
    [['health:read'], [TANGERANG]],
  ])(
    'leaves a caller with the scopes %j, before the population’s rows, the regions %j',
    (scopes, regions) => {
      const sent = anEnvelope('population', '', { regions: [TANGERANG], scopes });
      expect(inOffice(sent, ['population:read']).regions).toEqual(regions);
    },
  );

  it('refuses a ward who turned 18 today', () => {
    expect(access([], [GROWN])).toEqual({ kind: 'NONE' });
  });

  it('refuses a ward whose birth date is not known', () => {
    expect(access([], [{ nik: CHILD.nik, relation: 'WARD' }])).toEqual({ kind: 'NONE' });
  });

  it("opens a citizen's own rows and his minors', in any region, and no one else's", () => {
    const rows = access([], [SELF, CHILD, GROWN], LEBAK);
    expect(mayReadRow(rows, SELF.nik)).toBe(true);
    expect(mayReadRow(rows, CHILD.nik)).toBe(true);
    expect(mayReadRow(rows, GROWN.nik)).toBe(false);
    expect(mayReadRow(rows, '3602011708850009')).toBe(false);
  });

  it('gives an officer whose own data it is no more than that in another region', () => {
    const rows = access([LEBAK], [SELF]);
    expect(mayReadRow(rows, SELF.nik)).toBe(true);
    expect(mayReadRow(rows, CHILD.nik)).toBe(false);
  });

  it('opens all rows of a region that the envelope names', () => {
    const rows = access([LEBAK, TANGERANG], []);
    expect(rows).toEqual({ kind: 'REGION' });
    expect(mayReadRow(rows, CHILD.nik)).toBe(true);
  });

  it('names the subjects without the ward who has come of age', () => {
    const envelope = anEnvelope('population', '', { onBehalfOf: [SELF, CHILD, GROWN] });
    expect([...subjectsOf(envelope, clock)]).toEqual([SELF.nik, CHILD.nik]);
  });
});

describe('isMinor', () => {
  it('ends on the 18th birthday, by the day in Jakarta', () => {
    // 2 August 2026, 17:00 UTC is the 3rd in Jakarta.
    expect(isMinor('2008-08-03', createFrozenClock('2026-08-02T16:59:59Z'))).toBe(true);
    expect(isMinor('2008-08-03', createFrozenClock('2026-08-02T17:00:00Z'))).toBe(false);
  });

  it('ends on 1 March for someone born on a leap day', () => {
    expect(isMinor('2008-02-29', createFrozenClock('2026-02-28T12:00:00Z'))).toBe(true);
    expect(isMinor('2008-02-29', createFrozenClock('2026-02-28T17:00:00Z'))).toBe(false);
  });
});
