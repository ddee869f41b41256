/** Five-year groups as the registers publish them; the last one is open. */
export const AGE_GROUPS = [
  ...Array.from({ length: 15 }, (_, index) => `${index * 5}-${index * 5 + 4}`),
  '75+',
] as const;

export const YEARS_IN_GROUP = 5;

/** The columns of the table, in this order. */
export const SEXES = ['MALE', 'FEMALE'] as const;

/** How many; null where it is not known. One row an age group, one column a sex. */
export type PopulationTable = readonly (readonly (number | null)[])[];
