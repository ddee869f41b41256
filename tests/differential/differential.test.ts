import { afterAll, describe, expect, it } from '@jest/globals';
import { createBenches } from './benches.ts';
import { explain, knownFaults } from './known-faults.ts';
import { readFound } from './read-found.ts';
import { formatFinding, runSeeds } from './run-seeds.ts';

const benches = createBenches();
afterAll(() => benches.close());

const found = readFound();

describe('a case that was found', () => {
  it.each(found.filter(({ shows }) => shows === undefined))(
    'is answered by all alike: $name',
    async ({ graph, ...given }) => {
      const verdict = await (await benches.of(graph)).check(given);
      expect(verdict.invalid).toBeUndefined();
      expect(verdict.engine).toBeUndefined();
      expect(verdict.stock).toBeUndefined();
    },
  );

  it.each(found.filter(({ shows }) => shows !== undefined))(
    'shows a known fault: $name',
    async ({ graph, shows, ...given }) => {
      const bench = await benches.of(graph);
      const verdict = await bench.check(given);
      expect(verdict.invalid).toBeUndefined();
      const differing = (['engine', 'stock'] as const).filter(
        (candidate) => verdict[candidate] !== undefined,
      );
      expect(differing).toEqual(shows?.of);
      for (const candidate of differing) {
        const difference = verdict[candidate]!;
        const known = await explain({ bench, given, verdict, candidate, difference });
        expect(known?.name).toBe(shows?.fault);
      }
    },
  );
});

describe('every known fault', () => {
  it('has a case that shows it', () => {
    const shown = new Set(found.map(({ shows }) => shows?.fault));
    expect(knownFaults.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

/** Always the same seeds, and some that no run had before. */
const FIXED = 400;
const NEW = 50;
const FAULTY = 50;

const today = Math.floor(Date.now() / 1000) % 1_000_000_000;

const range = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index);

describe('random operations', () => {
  it.each([
    { what: `${FIXED} of always`, seeds: range(0, FIXED), withFaults: false },
    { what: `${NEW} new ones`, seeds: range(today, NEW), withFaults: false },
    { what: `${FAULTY} under faults`, seeds: range(0, FAULTY), withFaults: true },
  ])(
    'are answered as by a monolith, but for known faults: $what',
    async ({ seeds, withFaults }) => {
      const tally = await runSeeds({ benches, seeds, withFaults, maxFindings: 1 });
      expect(tally.findings.map((each) => formatFinding(each, withFaults))).toEqual([]);
      expect(tally.invalid).toBe(0);
      expect(tally.operations).toBe(seeds.length);
    },
    120_000,
  );
});
