import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../common/project-root.ts';
import type { Teardown } from '../../server/teardown.ts';
import { summarize, type Summary } from './summarize.ts';
import type { Measured } from './measure.ts';

/** What the engine is compared with: another revision's checkout, or figures of an earlier run. */
export type Base =
  | { readonly kind: 'checkout'; readonly label: string; readonly folder: string }
  | { readonly kind: 'saved'; readonly label: string; readonly summaries: readonly Summary[] };

/**
 * Opens what `--compare` names. A revision is checked out and built beside the project, with the project's own `node_modules`, and
 * removed at the end.
 *
 * @throws Error - one sentence: neither a file nor a revision.
 */
export function openBase(name: string, folder: string, teardown: Teardown): Base {
  if (statSync(name, { throwIfNoEntry: false })?.isFile() === true)
    return { kind: 'saved', label: name, summaries: summarize(readSaved(name)) };
  const commit = git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  if (commit === undefined) throw new Error(`--compare: "${name}" is no file and no revision.`);
  const checkout = join(folder, 'base');
  git('worktree', 'add', '--detach', checkout, commit);
  teardown.add(async () => git('worktree', 'remove', '--force', checkout));
  symlinkSync(join(projectRoot, 'node_modules'), join(checkout, 'node_modules'));
  execFileSync('npm', ['run', '--silent', 'build:program'], { cwd: checkout, stdio: 'ignore' });
  return { kind: 'checkout', label: name, folder: checkout };
}

/** Writes every measurement, for a later `--compare`. */
export function saveMeasured(file: string, measured: readonly Measured[]): void {
  writeFileSync(file, `${JSON.stringify({ measured }, null, 1)}\n`);
}

/**
 * The saved figures of the engine, as they would be on the machine as it is now: scaled by what stock took then and takes
 * now on the same row.
 */
export function scaleSaved(
  base: Extract<Base, { readonly kind: 'saved' }>,
  now: readonly Summary[],
): readonly Summary[] {
  const stockOf = (all: readonly Summary[], row: string) =>
    all.find((each) => each.row === row && each.gateway === 'stock')?.cpuMs;
  return base.summaries
    .filter(({ gateway }) => gateway === 'engine')
    .filter(({ row }) => now.some((each) => each.row === row))
    .map((summary) => {
      const then = stockOf(base.summaries, summary.row);
      const factor = then === undefined ? 1 : (stockOf(now, summary.row) ?? then) / then;
      return {
        ...summary,
        gateway: base.label,
        cpuMs: summary.cpuMs * factor,
        leastCpuMs: summary.leastCpuMs * factor,
        mostCpuMs: summary.mostCpuMs * factor,
      };
    });
}

function readSaved(file: string): readonly Measured[] {
  const { measured } = JSON.parse(readFileSync(file, 'utf8')) as {
    measured?: readonly Measured[];
  };
  if (measured === undefined) throw new Error(`--compare: ${file} was not written by --save.`);
  return measured;
}

function git(...parameters: readonly string[]): string | undefined {
  try {
    return execFileSync('git', parameters, {
      cwd: projectRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
