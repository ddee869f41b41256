import type { Measured } from './measure-operation.ts';
import type { MeasuredSize } from './measure-sizes.ts';

/** The most that a look-up may cost on the last register, as a multiple of the first. */
const MOST_GROWTH = 1.5;

/** One table of all sizes, in Markdown; the last column compares the last size with the first. */
export function printReport(sizes: readonly MeasuredSize[]): string {
  const heads = ['', ...sizes.map(({ residents }) => `${residents} residents`), 'ratio'];
  const rows = [
    ...rowsOf(sizes, ({ lookUps }) => lookUps),
    ...rowsOf(sizes, ({ statistics }) => statistics),
    toRow('memory (VmRSS) after the look-ups, MB', sizes, ({ memoryMb }) => memoryMb),
    toRow('memory at most, MB', sizes, ({ mostMemoryMb }) => mostMemoryMb),
    toRow('whole tables read for look-ups', sizes, ({ scans }) => scans.sequential),
    toRow('index look-ups', sizes, ({ scans }) => scans.byIndex),
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a look-up's figures on the last register say against the aim, in sentences; empty where it is reached. */
export function findGrowth(sizes: readonly MeasuredSize[]): readonly string[] {
  const [first, last] = [sizes[0], sizes.at(-1)];
  return (last?.lookUps ?? []).flatMap((measured, index) => {
    const base = first?.lookUps[index] ?? measured;
    const figures = [
      ['median', base.medianMs, measured.medianMs],
      ['p99', base.p99Ms, measured.p99Ms],
    ] as const;
    return figures
      .filter(([, small, large]) => large > small * MOST_GROWTH)
      .map(([figure, small, large]) => {
        return `${measured.name}: the ${figure} grows from ${small.toFixed(1)} ms to ${large.toFixed(1)} ms.`;
      });
  });
}

/** Requests that were not answered as they should be, in sentences. */
export function findFailures(sizes: readonly MeasuredSize[]): readonly string[] {
  return sizes.flatMap(({ residents, lookUps, statistics }) =>
    [...lookUps, ...statistics]
      .filter(({ failed }) => failed > 0)
      .map(({ name, failed, requests }) => {
        return `${name}, ${residents} residents: ${failed} of ${requests} requests failed.`;
      }),
  );
}

function rowsOf(
  sizes: readonly MeasuredSize[],
  choose: (size: MeasuredSize) => readonly Measured[],
): string[][] {
  const [first] = sizes;
  if (first === undefined) return [];
  return choose(first).flatMap(({ name, rate }, index) => {
    const at = (size: MeasuredSize) => choose(size)[index];
    const title = rate === 0 ? name : `${name}, ${rate}/s`;
    return [
      toRow(`${title}: median, ms`, sizes, (size) => at(size)?.medianMs ?? 0),
      toRow(`${title}: p99, ms`, sizes, (size) => at(size)?.p99Ms ?? 0),
      toRow(`${title}: processor time, ms`, sizes, (size) => at(size)?.cpuMs ?? 0),
      [`${title}: calls a request`, ...sizes.map((size) => toCalls(at(size))), ''],
    ];
  });
}

function toRow(
  title: string,
  sizes: readonly MeasuredSize[],
  choose: (size: MeasuredSize) => number,
): string[] {
  const values = sizes.map(choose);
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  const ratio = sizes.length < 2 || first === 0 ? '' : (last / first).toFixed(2);
  const text = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
  return [title, ...values.map(text), ratio];
}

/** Such as `residentsByNik 2.00, familiesByNoKk 1.00`. */
function toCalls(measured: Measured | undefined): string {
  if (measured === undefined) return '';
  const calls = Object.entries(measured.calls).map(
    ([method, count]) => `${method} ${(count / measured.requests).toFixed(2)}`,
  );
  return calls.length === 0 ? 'none' : calls.join(', ');
}
