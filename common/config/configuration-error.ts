/** One fault of a configuration file. It names places, keys and variables; a value is never repeated. */
export interface ConfigurationFault {
  /** As it was given to the reader, usually relative to the project's root. */
  readonly file: string;
  /** From 1; that of the nearest enclosing key where the faulty one is missing. */
  readonly line: number;
  readonly column: number;
  /** Keys joined by dots, such as `systems.siak.limits.perDay`; empty for the whole file. */
  readonly path: string;
  /** What is wrong and what was expected. */
  readonly expected: string;
}

/** All faults of one or more configuration files, found in one reading. */
export class ConfigurationError extends Error {
  readonly faults: readonly ConfigurationFault[];

  constructor(faults: readonly ConfigurationFault[]) {
    super(toReport(faults));
    this.name = 'ConfigurationError';
    this.faults = faults;
  }
}

/** `file:line:column path: expected`, the form that terminals and editors make a link of. */
export function formatFault(fault: ConfigurationFault): string {
  const subject = fault.path === '' ? '' : `${fault.path}: `;
  return `${fault.file}:${fault.line}:${fault.column} ${subject}${fault.expected}`;
}

function toReport(faults: readonly ConfigurationFault[]): string {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return [`The configuration has ${count}:`, ...faults.map((it) => `  ${formatFault(it)}`)].join(
    '\n',
  );
}

/** By file, then by place. */
export function sortFaults(faults: readonly ConfigurationFault[]): readonly ConfigurationFault[] {
  return [...faults].sort(
    (one, other) =>
      one.file.localeCompare(other.file, 'en') ||
      one.line - other.line ||
      one.column - other.column,
  );
}
