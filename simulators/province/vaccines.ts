export interface Vaccine {
  /** CVX, the code list of the American CDC that FHIR names for vaccines. */
  readonly vaccineCode: string;
  readonly vaccine: string;
}

export const VACCINES = {
  bcg: { vaccineCode: '19', vaccine: 'BCG' },
  hepatitisB: { vaccineCode: '08', vaccine: 'Hepatitis B, anak' },
  polio: { vaccineCode: '10', vaccine: 'IPV' },
  measles: { vaccineCode: '04', vaccine: 'Campak-Rubela (MR)' },
  covid: { vaccineCode: '213', vaccine: 'COVID-19' },
  influenza: { vaccineCode: '88', vaccine: 'Influenza' },
} as const satisfies Record<string, Vaccine>;

/** A vaccine, and how many days after birth, or after the day `since`, it is given at the earliest. */
export interface PlannedVaccine {
  readonly vaccine: Vaccine;
  readonly afterDays: number;
  readonly since?: string;
}

export const CHILDHOOD_VACCINES: readonly PlannedVaccine[] = [
  { vaccine: VACCINES.hepatitisB, afterDays: 0 },
  { vaccine: VACCINES.bcg, afterDays: 14 },
  { vaccine: VACCINES.polio, afterDays: 120 },
  { vaccine: VACCINES.measles, afterDays: 270 },
];

export const GROWN_UP_VACCINES: readonly PlannedVaccine[] = [
  { vaccine: VACCINES.covid, afterDays: 0, since: '2021-06-01' },
  { vaccine: VACCINES.influenza, afterDays: 0, since: '2024-10-01' },
];
