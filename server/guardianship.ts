/** How the gateway learns whose guardian a citizen is: from the population register, by a field that clients do not see. */
export const GUARDIANSHIP = {
  subgraph: 'population',
  query: '{ wardsOf { nik birthDate } }',
  field: 'wardsOf',
} as const;
