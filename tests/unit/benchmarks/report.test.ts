import { describe, expect, it } from '@jest/globals';

import { readBenchOptions } from '../../../benchmarks/bench/bench-options.ts';
import type { Measured } from '../../../benchmarks/bench/measure.ts';
import { scaleSaved } from '../../../benchmarks/bench/open-base.ts';
import { printTable } from '../../../benchmarks/bench/print-report.ts';
import { printProductCost } from '../../../benchmarks/bench/product-cost.ts';
import { summarize } from '../../../benchmarks/bench/summarize.ts';

const measured = (
  row: string,
  gateway: string,
  cpuMs: number,
  faults: readonly string[] = [],
): Measured => ({
  ...{ row, gateway, cpuMs, faults },
  ...{ requestsPerSecond: 100, p50Ms: 1, p99Ms: 2, memoryMb: 90, requests: 10 },
});

describe('the table of a bench', () => {
  it('leaves out the figures of a gateway that answered wrongly, and what is compared with it', () => {
    const rows = printTable(
      summarize([
        measured('light', 'stock', 0.4, ['answers with other data']),
        measured('light', 'stock', 0.5),
        measured('light', 'engine', 0.1),
      ]),
    ).split('\n');
    expect(rows[2]).toBe('| light | stock | void: answers with other data |  |  |  |  |  |');
    expect(rows[3]).toBe('| light | engine | 0.100 (0.100–0.100) |  | 100 | 1.0 | 2.0 | 90 |');
  });

  it('has medians, their range, and how many times less than stock they are', () => {
    const rows = printTable(
      summarize([
        ...[0.4, 0.9, 0.5].map((cpuMs) => measured('light', 'stock', cpuMs)),
        ...[0.1, 0.3, 0.2, 0.1].map((cpuMs) => measured('light', 'engine', cpuMs)),
      ]),
    ).split('\n');
    expect(rows[2]).toContain('| light | stock | 0.500 (0.400–0.900) |  |');
    expect(rows[3]).toContain('| light | engine | 0.150 (0.100–0.300) | 3.3× |');
  });

  it('says what changed against another revision', () => {
    const rows = printTable(
      summarize([measured('light', 'engine', 0.9), measured('light', 'main', 1)]),
      'main',
    ).split('\n');
    expect(rows[0]).toContain('CPU against main');
    expect(rows[2]).toMatch(/\| −10 % \|$/);
    expect(rows[3]).toMatch(/\| {2}\|$/);
  });

  it('scales saved figures by what stock took then and takes now', () => {
    const saved = summarize([measured('light', 'stock', 0.5), measured('light', 'engine', 0.1)]);
    const now = summarize([measured('light', 'stock', 1), measured('light', 'engine', 0.1)]);
    const scaled = scaleSaved({ kind: 'saved', label: 'before', summaries: saved }, now);
    expect(scaled.map(({ gateway, cpuMs }) => [gateway, cpuMs])).toEqual([['before', 0.2]]);
  });
});

describe('what the product costs', () => {
  const facts = [
    { row: 'light', gateway: 'bare', kilobytes: 1, fetches: 1 },
    { row: 'wide', gateway: 'bare', kilobytes: 1, fetches: 6 },
  ];

  it('is void where an answer was wrong', () => {
    const rounds = [
      measured('light', 'stock', 0.465),
      measured('light', 'bare', 0.1),
      measured('light', 'all on', 0.2, ['answers with other data']),
      measured('wide', 'bare', 0.2),
      measured('wide', 'all on', 0.3),
    ];
    expect(printProductCost(rounds, facts)).toContain('void');
  });

  it('is told apart into what a request and what a fetch costs', () => {
    const rounds = [
      measured('light', 'stock', 0.93),
      measured('light', 'bare', 0.1),
      measured('light', 'all on', 0.13),
      measured('wide', 'bare', 0.2),
      measured('wide', 'all on', 0.28),
    ];
    const text = printProductCost(rounds, facts);
    expect(text).toContain('20.0 µs a request and 10.0 µs a fetch');
    expect(text).toContain('60.0 µs and 16.0 µs on this machine');
  });

  it('is what the rounds differ by within themselves, so that a slow round tells nothing', () => {
    const rounds = [
      measured('light', 'stock', 0.93),
      ...[0.1, 0.4, 0.1].map((cpuMs) => measured('light', 'bare', cpuMs)),
      ...[0.13, 0.43, 0.3].map((cpuMs) => measured('light', 'all on', cpuMs)),
      ...[0.2, 0.5, 0.4].map((cpuMs) => measured('wide', 'bare', cpuMs)),
      ...[0.28, 0.58, 0.48].map((cpuMs) => measured('wide', 'all on', cpuMs)),
    ];
    expect(printProductCost(rounds, facts)).toContain('20.0 µs a request and 10.0 µs a fetch');
  });
});

describe('the command line of a bench', () => {
  it('refuses what is no count, and options that there are not', () => {
    expect(() => readBenchOptions(['--rounds', '0'])).toThrow('--rounds takes whole numbers');
    expect(() => readBenchOptions(['--round', '3'])).toThrow();
  });
});
