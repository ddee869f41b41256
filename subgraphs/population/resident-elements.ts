import { NO_KK_RULE, parseNoKk } from '../../common/nik.ts';
import { badUserInput } from '../../common/errors/errors.ts';
import type { Sourced } from '../../common/provenance.ts';
import type {
  ResidentElements as ElementsInput,
  Sex,
  VerificationResult,
} from './generated/resolvers.ts';

/** The elements that a register may be asked to compare. */
export interface ResidentElements {
  readonly name?: string;
  readonly birthPlace?: string;
  /** ISO 8601. */
  readonly birthDate?: string;
  readonly sex?: Sex;
  readonly noKk?: string;
}

export type ElementName = keyof ResidentElements;

export const ELEMENT_NAMES = ['name', 'birthPlace', 'birthDate', 'sex', 'noKk'] as const;

/** One result an element; `NOT_CHECKED` where it was not given, or where the register has nothing to compare it with. */
export interface ResidentVerificationRow
  extends Readonly<Record<ElementName, VerificationResult>>, Sourced {
  readonly nik: string;
  readonly changedAt: string | null;
}

/** The longest name or place of birth that is taken, in characters: as wide as the register's column. */
const MAX_TEXT = 100;

/**
 * Reads the argument `elements` of `verifyResident`.
 *
 * @throws ClientError - `BAD_USER_INPUT` for `elements` where none is given, and for `elements.<name>` where one cannot
 *   be right: an empty text or one over 100 characters, no calendar date, no family card's number.
 */
export function readElements(input: ElementsInput): ResidentElements {
  const given = Object.fromEntries(
    ELEMENT_NAMES.flatMap((name) => {
      const value = input[name];
      return value === null || value === undefined ? [] : [[name, value] as const];
    }),
  ) as ResidentElements;
  if (Object.keys(given).length === 0) {
    throw badUserInput('elements', {
      en: 'give at least one element',
      id: 'isilah sekurang-kurangnya satu elemen',
    });
  }
  checkText('name', given.name);
  checkText('birthPlace', given.birthPlace);
  if (given.birthDate !== undefined && !isCalendarDate(given.birthDate)) {
    throw badUserInput('elements.birthDate', {
      en: 'a calendar date is written YYYY-MM-DD',
      id: 'tanggal yang ada pada kalender ditulis YYYY-MM-DD',
    });
  }
  if (given.noKk !== undefined && parseNoKk(given.noKk) === undefined) {
    throw badUserInput('elements.noKk', NO_KK_RULE);
  }
  return given;
}

function checkText(name: ElementName, text: string | undefined): void {
  if (text === undefined) return;
  if (text.trim() === '' || text.length > MAX_TEXT) {
    throw badUserInput(`elements.${name}`, {
      en: `1 to ${MAX_TEXT} characters that are not all blank`,
      id: `1 sampai ${MAX_TEXT} karakter yang tidak seluruhnya spasi`,
    });
  }
}

/** A custom scalar's value can be of any JSON type. */
function isCalendarDate(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
