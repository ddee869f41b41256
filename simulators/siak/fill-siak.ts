import type { Household, Person, RegencyWorld, UnrecordedElement } from '../province/province.ts';
import type { DatabaseTarget } from '../sql/simulated-database.ts';
import type { Row } from '../sql/table.ts';
import { fillDatabase } from '../sql/simulated-database.ts';
import { BIODATA_WNI, DATA_KELUARGA } from './siak-tables.ts';

/**
 * Makes one regency's SIAK database and fills it with its world: strays of other regencies, impossible NIKs, missing cards
 * and null columns included. Can be repeated; what was there before is dropped.
 *
 * @returns the database's URL.
 */
export async function fillSiak(world: RegencyWorld, target: DatabaseTarget): Promise<string> {
  const households = [...world.households, ...world.strayHouseholds];
  return fillDatabase(target, [
    { table: BIODATA_WNI, rows: households.flatMap(toBiodataRows) },
    {
      table: DATA_KELUARGA,
      rows: households.filter(({ cardMissing }) => cardMissing !== true).map(toCardRow),
    },
  ]);
}

function toBiodataRows(household: Household): Row[] {
  const village = villageNumbers(household);
  return household.members.map((person) => {
    const recorded = recordedOf(person);
    return [
      person.nik,
      person.noKk,
      person.name,
      person.sex,
      recorded('birthPlace'),
      person.birthDate,
      person.religion,
      person.marital,
      person.relationship,
      recorded('education'),
      recorded('occupation'),
      recorded('bloodGroup'),
      recorded('motherName'),
      recorded('fatherName'),
      person.birthCertificateNumber,
      String(person.status),
      ...village,
      person.changedAt,
    ];
  });
}

function toCardRow(household: Household): Row {
  const { address } = household;
  return [
    household.noKk,
    household.headName,
    address.street,
    Number(address.rt),
    Number(address.rw),
    address.hamlet,
    Number(address.postalCode),
    ...villageNumbers(household),
    household.changedAt,
  ];
}

/** 36.71.05.1001 → 36, 71, 5, 1001, as SIAK keeps it. */
function villageNumbers(household: Household): number[] {
  return household.address.villageCode.split('.').map(Number);
}

function recordedOf(person: Person): (element: UnrecordedElement) => string | number | null {
  return (element) => (person.unrecorded?.includes(element) === true ? null : person[element]);
}
