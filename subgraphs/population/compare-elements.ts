import type { VerificationResult } from './generated/resolvers.ts';
import type { ResidentRow } from './resident.ts';
import { ELEMENT_NAMES, type ElementName, type ResidentElements } from './resident-elements.ts';

/**
 * Compares elements with a register's row. Texts are equal when they are after letter case, surplus blanks and accents
 * are set aside; everything else is compared as it is. Nothing is said of how near a mismatch came.
 */
export function compareElements(
  row: ResidentRow,
  elements: ResidentElements,
): Record<ElementName, VerificationResult> {
  return Object.fromEntries(
    ELEMENT_NAMES.map((name) => [name, compareElement(row[name], elements[name])]),
  ) as Record<ElementName, VerificationResult>;
}

function compareElement(registered: string | null, given: string | undefined): VerificationResult {
  if (given === undefined || registered === null) return 'NOT_CHECKED';
  return toComparable(registered) === toComparable(given) ? 'MATCH' : 'MISMATCH';
}

function toComparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase();
}
