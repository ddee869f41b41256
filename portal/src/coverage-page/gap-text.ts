import type { Language } from '../explorer-config.ts';
import { coverageTexts } from './coverage-texts.ts';
import type { PortCoverage } from './read-coverage.ts';

/** Ports that are fed by one server a school: there, what is missing are schools. */
const BY_SCHOOL: ReadonlySet<string> = new Set(['School', 'Pupil']);

/** What is missing, in words; null where nothing is. */
export function gapText({ port, gap }: PortCoverage, language: Language): string | null {
  if (gap === null) return null;
  const parts = BY_SCHOOL.has(port) ? 'schools' : 'parts';
  return coverageTexts[language].missing(gap.missing, gap.of, parts);
}
