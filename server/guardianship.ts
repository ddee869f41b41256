/** How the gateway learns whose guardian a citizen is. */
export interface Guardianship {
  readonly subgraph: string;
  readonly query: string;
  /** The root field of `query` that lists `{ nik birthDate }`. */
  readonly field: string;
}

/** From a population register, by a field that clients do not see. */
export function guardianshipOf(subgraph: string): Guardianship {
  return { subgraph, query: '{ wardsOf { nik birthDate } }', field: 'wardsOf' };
}
