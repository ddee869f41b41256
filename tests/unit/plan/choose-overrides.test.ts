import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '../../../gateway/authenticate/anonymous-caller.ts';
import { createOverrideChoice } from '../../../gateway/plan/choose-overrides.ts';
import { personWith } from '../../support/callers.ts';

const persons = Array.from({ length: 1_000 }, (_, index) => personWith({ id: `p${index}` }));
const shares = new Map([
  ['percent(25)', 25],
  ['all', 100],
  ['none', 0],
  ['half', 50],
]);

const NOTHING = { overrides: null };

describe('a header that names labels', () => {
  const trusting = createOverrideChoice({ shares, trustHeader: true });

  it('is refused with one that the supergraph does not have, and the label is not repeated', () => {
    expect(() => trusting(ANONYMOUS, { overrides: 'all, 3671015507860001' })).toThrow(
      expect.objectContaining({
        code: 'BAD_REQUEST',
        message: expect.not.stringContaining('3671015507860001') as unknown,
      }),
    );
  });

  it('leaves out one that the supergraph does not have, where that is forgiven', () => {
    const overrides = 'former, all, former too';
    expect(trusting(ANONYMOUS, { overrides, forgivesOverrides: true })).toEqual(['all']);
  });

  it('is not read where it is not trusted', () => {
    const choose = createOverrideChoice({ shares: new Map([['none', 0]]), trustHeader: false });
    expect(choose(ANONYMOUS, { overrides: 'none' })).toEqual([]);
    expect(choose(ANONYMOUS, { overrides: 'unknown' })).toEqual([]);
  });

  it('names exactly the active ones, whatever their shares, in one order', () => {
    expect(trusting(ANONYMOUS, { overrides: ' none,half , none,' })).toEqual(['half', 'none']);
    expect(trusting(persons[0]!, { overrides: '' })).toEqual([]);
  });
});

describe('the share of a label', () => {
  it('is never met at 0 and always at 100', () => {
    const choose = createOverrideChoice({ shares, trustHeader: false });
    for (const caller of [ANONYMOUS, ...persons]) {
      expect(choose(caller, NOTHING)).toContain('all');
      expect(choose(caller, NOTHING)).not.toContain('none');
    }
  });

  it('is the same for one caller every time, also for another object of his', () => {
    const choose = createOverrideChoice({ shares, trustHeader: false });
    for (const caller of persons) {
      expect(choose(personWith({ id: caller.id }), NOTHING)).toEqual(choose(caller, NOTHING));
    }
  });

  it('is spread evenly over callers, and a smaller share lies within a larger', () => {
    const choose = createOverrideChoice({ shares, trustHeader: false });
    const chosen = persons.map((caller) => choose(caller, NOTHING));
    const quarter = chosen.filter((labels) => labels.includes('percent(25)'));
    expect(quarter.length).toBeGreaterThan(200);
    expect(quarter.length).toBeLessThan(300);
    expect(quarter.every((labels) => labels.includes('half'))).toBe(true);
    expect(new Set(chosen.map((labels) => labels.join())).size).toBe(3);
  });

  it('is drawn for each request of callers that nothing tells apart', () => {
    const draws = [0.1, 0.3, 0.9];
    const choose = createOverrideChoice({
      shares,
      trustHeader: false,
      random: () => draws.shift() ?? 0,
    });
    expect([
      choose(ANONYMOUS, NOTHING),
      choose(ANONYMOUS, NOTHING),
      choose(ANONYMOUS, NOTHING),
    ]).toEqual([['all', 'half', 'percent(25)'], ['all', 'half'], ['all']]);
  });
});
