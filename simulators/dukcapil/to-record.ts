import type { Household, Person, UnrecordedElement } from '../province/province.ts';
import {
  bloodGroupOf,
  educationOf,
  maritalStateOf,
  occupationOf,
  relationshipOf,
  religionOf,
  sexOf,
} from './code-lists.ts';
import type { RegionNames } from './region-names.ts';

export type WireValue = string | number | null;
export type WireRecord = Readonly<Record<string, WireValue>>;

/**
 * How a service writes its replies. `classic`: `RESPON`, `STATUS_KAWIN`, numbers as numbers. `newer`: `RESPONSE_CODE` and
 * `RESPONSE`, `STAT_KWN`, everything a string. Both occur; which agency runs which is not recorded.
 */
export type ReplyForm = 'classic' | 'newer';

/** The first identity cards of this form were made in April 2012; a person gets one at 17. */
const FIRST_CARDS_ON = '2012-04-01';

/** One person with his card's address, as CALL_NIK shows them. */
export function toRecord(
  person: Person,
  household: Household,
  names: RegionNames,
  form: ReplyForm,
): WireRecord {
  const held = <Value>(element: UnrecordedElement, value: Value): Value | null =>
    person.unrecorded?.includes(element) === true ? null : value;
  return {
    NIK: person.nik,
    NO_KK: person.noKk,
    NAMA_LGKP: person.name,
    JENIS_KLMIN: sexOf(person.sex),
    TMPT_LHR: held('birthPlace', person.birthPlace),
    TGL_LHR: person.birthDate,
    AGAMA: religionOf(person.religion),
    [form === 'classic' ? 'STATUS_KAWIN' : 'STAT_KWN']: maritalStateOf(person.marital),
    STAT_HBKEL: relationshipOf(person.relationship),
    PDDK_AKH: held('education', educationOf(person.education)),
    JENIS_PKRJN: held('occupation', occupationOf(person.occupation)),
    GOL_DARAH: held('bloodGroup', bloodGroupOf(person.bloodGroup)),
    NAMA_LGKP_IBU: held('motherName', person.motherName),
    NAMA_LGKP_AYAH: held('fatherName', person.fatherName),
    NO_AKTA_LHR: person.birthCertificateNumber,
    EKTP_STATUS: 'CARD_SHIPPED',
    EKTP_CREATED: cardMadeOn(person.birthDate),
    ...addressOf(household, names, form),
  };
}

function addressOf(household: Household, names: RegionNames, form: ReplyForm): WireRecord {
  const { address } = household;
  const number = (text: string): WireValue => (form === 'classic' ? Number(text) : text);
  // Without the card's own row only the person's codes are left.
  const onCard = (value: WireValue): WireValue => (household.cardMissing === true ? null : value);
  const [province = '', regency = '', district = '', village = ''] = address.villageCode.split('.');
  const nameOf = (...code: readonly string[]) => names.get(code.join('.')) ?? null;
  return {
    ALAMAT: onCard(address.street),
    NO_RT: onCard(number(address.rt)),
    NO_RW: onCard(number(address.rw)),
    DUSUN: onCard(address.hamlet),
    KODE_POS: onCard(number(address.postalCode)),
    NO_PROP: number(province),
    PROP_NAME: nameOf(province),
    NO_KAB: number(regency),
    KAB_NAME: nameOf(province, regency),
    NO_KEC: number(district),
    KEC_NAME: nameOf(province, regency, district),
    NO_KEL: number(village),
    KEL_NAME: nameOf(province, regency, district, village),
  };
}

function cardMadeOn(birthDate: string): string {
  const seventeenOn = `${Number(birthDate.slice(0, 4)) + 17}${birthDate.slice(4)}`;
  return seventeenOn < FIRST_CARDS_ON ? FIRST_CARDS_ON : seventeenOn;
}
