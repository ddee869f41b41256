import type { Provenance } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import {
  BLOOD_GROUP,
  EDUCATION,
  fromCode,
  fromWord,
  MARITAL_STATUS,
  RELATIONSHIP,
  RELIGION,
  SEX,
  STATUS,
} from './code-lists.ts';
import type { FamilyMemberRow } from './family.ts';
import { toOccupation } from './occupations.ts';
import type { AddressRow, RegionReference, ResidentRow } from './resident.ts';
import type { SiakMemberRow, SiakResidentRow } from './siak-row.ts';

/** A resident of a row of BIODATA_WNI; `ownCard` says whether the joined card is this region's and may be shown. */
export function toResident(
  row: SiakResidentRow,
  provenance: Provenance,
  ownCard: boolean,
): ResidentRow {
  return {
    nik: row.NIK,
    noKk: row.NO_KK,
    name: row.NAMA_LGKP,
    sex: fromCode(SEX, row.JENIS_KLMIN),
    birthPlace: row.TMPT_LHR,
    birthDate: row.TGL_LHR,
    maritalStatus: fromCode(MARITAL_STATUS, row.STAT_KWN),
    religion: fromCode(RELIGION, row.AGAMA),
    educationLevel: fromCode(EDUCATION, row.PDDK_AKH),
    occupation: toOccupation(row.JENIS_PKRJN),
    bloodGroup: fromCode(BLOOD_GROUP, row.GOL_DRH),
    relationship: fromCode(RELATIONSHIP, row.STAT_HBKEL),
    status: fromWord(STATUS, row.FLAG_STATUS),
    address: ownCard ? toAddress(row) : null,
    changedAt: row.TGL_UBAH,
    provenance,
  };
}

/** A member of a card, of the same table's row. */
export function toMember(row: SiakMemberRow, regionCode: RegionCode): FamilyMemberRow {
  return {
    nik: row.NIK,
    name: row.NAMA_LGKP,
    relationship: fromCode(RELATIONSHIP, row.STAT_HBKEL),
    sex: fromCode(SEX, row.JENIS_KLMIN),
    birthDate: row.TGL_LHR,
    regionCode,
  };
}

function toAddress(row: SiakResidentRow): AddressRow {
  return {
    street: row.ALAMAT,
    rt: padNumber(row.NO_RT, 3),
    rw: padNumber(row.NO_RW, 3),
    hamlet: row.DUSUN,
    postalCode: padNumber(row.KODE_POS, 5),
    village: toVillage(row.KK_NO_PROP, row.KK_NO_KAB, row.KK_NO_KEC, row.KK_NO_KEL),
  };
}

/** A village's dotted code of its four numbers; null where one is missing. */
export function toVillage(
  province: number | null,
  regency: number | null,
  district: number | null,
  village: number | null,
): RegionReference | null {
  const parts = [
    padNumber(province, 2),
    padNumber(regency, 2),
    padNumber(district, 2),
    padNumber(village, 4),
  ];
  return parts.includes(null) ? null : { code: parts.join('.') as RegionCode };
}

/** A number as cards show it, with leading zeros. */
export function padNumber(number: number | null, digits: number): string | null {
  return number === null ? null : String(number).padStart(digits, '0');
}
