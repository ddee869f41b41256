import type { Address, Household, MaritalCode, Person, RelationshipCode } from './province.ts';

interface FixedMember {
  readonly nik: string;
  readonly name: string;
  readonly sex: 1 | 2;
  readonly birthDate: string;
  readonly birthPlace?: string;
  readonly relationship?: RelationshipCode;
  readonly marital?: MaritalCode;
  readonly education?: number;
  readonly occupation?: number;
  readonly bloodGroup?: number;
  readonly parents?: readonly [mother: string, father: string];
  readonly status?: 0 | 1 | 2;
  readonly changedAt?: string;
  readonly unrecorded?: Person['unrecorded'];
}

interface FixedFamily {
  readonly noKk: string;
  readonly address: Address;
  readonly members: readonly [FixedMember, ...FixedMember[]];
  readonly birthPlace: string;
  readonly changedAt?: string;
  readonly cardMissing?: true;
}

const CHANGED_AT = '2025-03-04T02:15:00.000Z';

/** A family that is the same in every world: written out, not drawn. */
export function fixFamily(family: FixedFamily): Household {
  return {
    noKk: family.noKk,
    headName: family.members[0].name,
    address: family.address,
    changedAt: family.changedAt ?? CHANGED_AT,
    members: family.members.map((member) => fixMember(family, member)),
    ...(family.cardMissing === true ? { cardMissing: true as const } : {}),
  };
}

function fixMember(family: FixedFamily, member: FixedMember): Person {
  return {
    nik: member.nik,
    noKk: family.noKk,
    name: member.name,
    sex: member.sex,
    birthPlace: member.birthPlace ?? family.birthPlace,
    birthDate: member.birthDate,
    religion: 1,
    marital: member.marital ?? 1,
    relationship: member.relationship ?? 1,
    education: member.education ?? 5,
    occupation: member.occupation ?? 15,
    bloodGroup: member.bloodGroup ?? 13,
    motherName: member.parents?.[0] ?? 'SITI ROHANI',
    fatherName: member.parents?.[1] ?? 'JAJANG KUSNADI',
    birthCertificateNumber: null,
    status: member.status ?? 0,
    changedAt: member.changedAt ?? family.changedAt ?? CHANGED_AT,
    ...(member.unrecorded === undefined ? {} : { unrecorded: member.unrecorded }),
  };
}

/** An address of one of the fixed families. */
export function fixAddress(villageCode: string, street: string, postalCode: string): Address {
  return { street, rt: '003', rw: '007', hamlet: null, postalCode, villageCode };
}
