import type { AnswerFacts } from './run-rounds.ts';
import type { Summary } from './summarize.ts';

const HEADS = [
  'workload',
  'gateway',
  'CPU ms a request (least–most)',
  'times less than stock',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'memory MB',
];

/** One table in Markdown; figures of wrong answers are left out. */
export function printTable(summaries: readonly Summary[], base?: string): string {
  const heads = base === undefined ? HEADS : [...HEADS, `CPU against ${base}`];
  const rows = summaries.map((summary) => toRow(summary, summaries, base));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Each row's answer and how many fetches it takes at each gateway. */
export function printAnswers(facts: readonly AnswerFacts[]): string {
  const rows = [...new Set(facts.map(({ row }) => row))];
  return rows
    .map((row) => {
      const group = facts.filter((each) => each.row === row);
      const fetches = group.flatMap((each) =>
        each.fetches === null ? [] : [`${each.gateway} ${each.fetches}`],
      );
      const taking = fetches.length === 0 ? '' : `; fetches: ${fetches.join(', ')}`;
      return `${row}: ${group[0]?.kilobytes.toFixed(1) ?? ''} kB${taking}`;
    })
    .join('\n');
}

function toRow(
  summary: Summary,
  all: readonly Summary[],
  base: string | undefined,
): readonly string[] {
  const { row, gateway, faults } = summary;
  const blanks = HEADS.slice(3).map(() => '');
  if (faults.length > 0) return [row, gateway, `void: ${faults.join('; ')}`, ...blanks];
  const cells = [
    row,
    gateway,
    `${summary.cpuMs.toFixed(3)} (${summary.leastCpuMs.toFixed(3)}–${summary.mostCpuMs.toFixed(3)})`,
    gateway === 'stock' ? '' : toRatio(find(all, row, 'stock'), summary),
    summary.requestsPerSecond.toFixed(0),
    summary.p50Ms.toFixed(1),
    summary.p99Ms.toFixed(1),
    summary.memoryMb.toFixed(0),
  ];
  if (base === undefined) return cells;
  return [...cells, gateway === 'engine' ? toChange(find(all, row, base), summary) : ''];
}

/** Such as `12.3`; empty where there is nothing right to compare with. */
function toRatio(from: Summary | undefined, to: Summary): string {
  if (from === undefined || from.faults.length > 0) return '';
  return `${(from.cpuMs / to.cpuMs).toFixed(1)}×`;
}

/** Such as `−12 %`. */
function toChange(from: Summary | undefined, to: Summary): string {
  if (from === undefined || from.faults.length > 0) return '';
  const percent = (to.cpuMs / from.cpuMs - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(0)} %`;
}

function find(all: readonly Summary[], row: string, gateway: string): Summary | undefined {
  return all.find((each) => each.row === row && each.gateway === gateway);
}
