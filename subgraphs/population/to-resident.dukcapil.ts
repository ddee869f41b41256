import type { Provenance } from '../../common/provenance.ts';
import {
  BLOOD_GROUP,
  EDUCATION,
  fromCode,
  fromWord,
  MARITAL_STATUS,
  RELATIONSHIP,
  RELIGION,
  SEX,
} from './code-lists.ts';
import { readNumber, readText, type DukcapilRecord } from './dukcapil-reply.ts';
import { toOccupation } from './occupations.ts';
import type { AddressRow, ResidentRow } from './resident.ts';
import { padNumber, toVillage } from './to-resident.siak.ts';

/**
 * A resident of the service's record. It says neither whether he has moved nor when the row was changed: both are null.
 */
export function toResident(
  record: DukcapilRecord,
  nik: string,
  provenance: Provenance,
): ResidentRow {
  return {
    nik,
    noKk: readText(record, 'NO_KK'),
    name: readText(record, 'NAMA_LGKP'),
    sex: fromWord(SEX, readText(record, 'JENIS_KLMIN')),
    birthPlace: readText(record, 'TMPT_LHR'),
    birthDate: toDate(readText(record, 'TGL_LHR')),
    maritalStatus: fromWord(MARITAL_STATUS, readText(record, 'STATUS_KAWIN', 'STAT_KWN')),
    religion: fromWordOrText(RELIGION, readText(record, 'AGAMA')),
    educationLevel: fromWordOrText(EDUCATION, readText(record, 'PDDK_AKH')),
    occupation: toOccupationText(readText(record, 'JENIS_PKRJN')),
    bloodGroup: fromWordOrText(BLOOD_GROUP, readText(record, 'GOL_DARAH', 'GOL_DRH')),
    relationship: fromWord(RELATIONSHIP, readText(record, 'STAT_HBKEL')),
    status: null,
    address: toAddress(record),
    changedAt: null,
    provenance,
  };
}

/** Fields that are shown as registered keep words that are in no list; a code is looked up, an unknown one is null. */
function fromWordOrText(list: Parameters<typeof fromCode<string>>[0], text: string | null) {
  return text !== null && /^\d+$/.test(text) ? fromCode(list, Number(text)) : text;
}

function toOccupationText(text: string | null): string | null {
  return text !== null && /^\d+$/.test(text) ? toOccupation(Number(text)) : text;
}

/** A date in either of the two notations that clients of the service report; anything else is not guessed at. */
function toDate(text: string | null): string | null {
  if (text === null) return null;
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  if (iso !== undefined) return iso;
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? [];
  return day === undefined ? null : `${year ?? ''}-${month ?? ''}-${day}`;
}

function toAddress(record: DukcapilRecord): AddressRow {
  return {
    street: readText(record, 'ALAMAT'),
    rt: padNumber(readNumber(record, 'NO_RT'), 3),
    rw: padNumber(readNumber(record, 'NO_RW'), 3),
    hamlet: readText(record, 'DUSUN'),
    postalCode: padNumber(readNumber(record, 'KODE_POS'), 5),
    village: toVillage(
      readNumber(record, 'NO_PROP'),
      readNumber(record, 'NO_KAB'),
      readNumber(record, 'NO_KEC'),
      readNumber(record, 'NO_KEL'),
    ),
  };
}
