/** The states of the schema's `CoverageState`, in the order in which the legend explains them. */
export const STATES = [
  'LIVE',
  'REPLICA',
  'STALE',
  'DOWN',
  'BOUND',
  'MAINTENANCE',
  'OFF',
  'NOT_BOUND',
] as const;

export type CoverageState = (typeof STATES)[number];

export interface CoverageGap {
  readonly missing: number;
  readonly of: number;
}

export interface PortCoverage {
  readonly port: string;
  readonly system: string | null;
  readonly state: CoverageState;
  /** RFC 3339, UTC. */
  readonly asOf: string | null;
  readonly gap: CoverageGap | null;
  readonly controller: string | null;
}

export interface Regency {
  readonly code: string;
  readonly name: string;
  /** Null where the gateway could not tell. */
  readonly coverage: readonly PortCoverage[] | null;
}

/**
 * The regencies of a GraphQL answer's body.
 *
 * @throws TypeError where it is no answer to the page's operation, such as a refusal of all of it
 */
export function readCoverage(body: unknown): readonly Regency[] {
  const { regencies } = toRecord(toRecord(body)['data']);
  return toList(regencies).map(readRegency);
}

function readRegency(value: unknown): Regency {
  const { code, name, coverage } = toRecord(value);
  return {
    code: toText(code),
    name: toText(name),
    coverage: coverage == null ? null : toList(coverage).map(readPort),
  };
}

function readPort(value: unknown): PortCoverage {
  const { port, system, state, asOf, gap, controller } = toRecord(value);
  return {
    port: toText(port),
    system: orNull(system, toText),
    state: readState(state),
    asOf: orNull(asOf, toText),
    gap: orNull(gap, readGap),
    controller: orNull(controller, toText),
  };
}

/** A state that a newer gateway added says as much as `BOUND`: there is a system, and nothing is known of it here. */
function readState(value: unknown): CoverageState {
  return STATES.find((known) => known === value) ?? 'BOUND';
}

function readGap(value: unknown): CoverageGap {
  const { missing, of } = toRecord(value);
  return { missing: Number(missing), of: Number(of) };
}

function orNull<T>(value: unknown, read: (present: unknown) => T): T | null {
  return value == null ? null : read(value);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('not an object');
  return value as Record<string, unknown>;
}

function toList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('not a list');
  return value;
}

function toText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a text');
  return value;
}
