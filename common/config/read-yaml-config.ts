import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigurationError, sortFaults, type ConfigurationFault } from './configuration-error.ts';
import { describeIssue } from './describe-issue.ts';
import { MISSING, toYamlTree, type ConfigPath, type Environment } from './yaml-tree.ts';

/**
 * A file that was read and checked. Further checks, which no schema expresses, add their faults with `faultAt`, so that
 * a file's faults are reported together.
 */
export interface CheckedConfig<T> {
  readonly file: string;
  /** Undefined where the file has faults. */
  readonly value: T | undefined;
  /** What the file holds, unchecked: for further checks of a file that the schema has refused already. */
  readonly raw: unknown;
  readonly faults: readonly ConfigurationFault[];
  faultAt(path: ConfigPath, expected: string): ConfigurationFault;
  /** The environment's variable that the scalar at `path` refers to; undefined where it is written literally. */
  variableAt(path: ConfigPath): string | undefined;
}

/**
 * Reads one YAML file by a schema: all faults at once, each with line and column and what was expected. Scalars written
 * `${NAME}` are taken from `environment`, and from nowhere else.
 *
 * @throws ConfigurationError
 */
export function readYamlConfig<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  environment: Environment,
): z.output<Schema> {
  const checked = checkYamlConfig(file, schema, environment);
  refuseFaults(checked.faults);
  return checked.value as z.output<Schema>;
}

/** The same without throwing, for several files with one report: gather their faults and give them to `refuseFaults`. */
export function checkYamlConfig<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  environment: Environment,
): CheckedConfig<z.output<Schema>> {
  const text = readText(file);
  if (text.fault !== undefined) return unreadable(file, text.fault);
  const tree = toYamlTree(text.value, environment);
  const faultAt = (path: ConfigPath, expected: string): ConfigurationFault => ({
    file,
    ...tree.locate(path),
    path: path.join('.'),
    expected,
  });
  const faults: ConfigurationFault[] = tree.faults.map(({ position, path, expected }) => ({
    file,
    ...position,
    path: path.join('.'),
    expected,
  }));
  const base = {
    file,
    faultAt,
    raw: tree.value,
    variableAt: (path: ConfigPath) => tree.variableAt(path),
  };
  // What is not YAML has no values to check.
  if (tree.value === undefined && faults.length > 0) return { ...base, value: undefined, faults };
  const parsed = schema.safeParse(tree.value);
  if (!parsed.success) {
    const document = {
      has: (path: ConfigPath) => tree.has(path),
      valueAt: (path: ConfigPath) => valueAt(tree.value, path),
    };
    faults.push(
      ...parsed.error.issues
        .flatMap((issue) => describeIssue(issue, schema, document))
        .filter(({ path }) => document.valueAt(path) !== MISSING)
        .map(({ path, expected }) => faultAt(path, expected)),
    );
  }
  return {
    ...base,
    value: faults.length === 0 && parsed.success ? parsed.data : undefined,
    faults: sortFaults(faults),
  };
}

/** @throws ConfigurationError - Where there is any fault, of whichever file. */
export function refuseFaults(faults: readonly ConfigurationFault[]): void {
  if (faults.length > 0) throw new ConfigurationError(sortFaults(faults));
}

function readText(file: string): { value: string; fault?: undefined } | { fault: string } {
  try {
    return { value: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { fault: `the file cannot be read (${code})` };
  }
}

function unreadable(file: string, expected: string): CheckedConfig<never> {
  const faultAt = (path: ConfigPath, what: string): ConfigurationFault => ({
    file,
    line: 1,
    column: 1,
    path: path.join('.'),
    expected: what,
  });
  return {
    file,
    value: undefined,
    raw: undefined,
    faults: [faultAt([], expected)],
    faultAt,
    variableAt: () => undefined,
  };
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null
        ? (at as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    value,
  );
}
