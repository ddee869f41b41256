const DAY_MS = 86_400_000;

/** YYYY-MM-DD, `days` after `date` (before it where negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** Whole years from `birthDate` to `on`. */
export function ageOn(birthDate: string, on: string): number {
  const years = yearOf(on) - yearOf(birthDate);
  return birthDate.slice(5) > on.slice(5) ? years - 1 : years;
}
