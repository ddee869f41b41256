import { PURPOSES, type Purpose } from '../../common/envelope/envelope.ts';
import { badUserInput, ClientError } from '../../common/errors/errors.ts';

/** Who asks, as far as purposes are concerned. */
export interface PurposeCaller {
  /** Whether the token speaks of a citizen about whom rows can be read as about himself. */
  readonly isSubject: boolean;
}

/**
 * The purpose that an operation is run for: the header `Jawara-Purpose`, or SUBJECT_ACCESS where a citizen asks and
 * names none.
 *
 * @throws ClientError - `BAD_USER_INPUT` for a purpose outside the closed list (UU 24/2013 Art 58(4)), or for
 *   SUBJECT_ACCESS by a caller who is no data subject; `PURPOSE_REQUIRED` where personal data is selected without one.
 */
export function readPurpose(
  header: string | null,
  isPersonal: boolean,
  caller: PurposeCaller,
): Purpose | null {
  if (header === null || header === '') {
    if (caller.isSubject) return 'SUBJECT_ACCESS';
    if (isPersonal) throw new ClientError('PURPOSE_REQUIRED', { allowed: PURPOSES.join(', ') });
    return null;
  }
  const purpose = PURPOSES.find((known) => known === header);
  if (purpose === undefined) {
    const list = PURPOSES.join(', ');
    throw badUserInput('Jawara-Purpose', { en: `one of ${list}`, id: `salah satu dari ${list}` });
  }
  if (purpose === 'SUBJECT_ACCESS' && !caller.isSubject) {
    throw badUserInput('Jawara-Purpose', {
      en: 'SUBJECT_ACCESS is for a person who asks about himself',
      id: 'SUBJECT_ACCESS hanya untuk orang yang menanyakan datanya sendiri',
    });
  }
  return purpose;
}

/** A case reference travels signed and is evidence: up to 64 letters, digits and `-_./`. */
export function readCaseReference(header: string | null): string | null {
  if (header === null || header === '') return null;
  if (!/^[\w./-]{1,64}$/.test(header)) {
    throw badUserInput('Jawara-Case-Reference', {
      en: 'up to 64 letters, digits and the signs - _ . /',
      id: 'paling banyak 64 huruf, angka, dan tanda - _ . /',
    });
  }
  return header;
}
