import type { Immunization, Patient } from '@medplum/fhirtypes';
import type {
  Immunization as ImmunizationRecord,
  Patient as PatientRecord,
} from '../province/province.ts';

export const NIK_SYSTEM = 'https://fhir.kemkes.go.id/id/nik';
const IHS_SYSTEM = 'https://fhir.kemkes.go.id/id/ihs-number';
const CVX_SYSTEM = 'http://hl7.org/fhir/sid/cvx';

/** A patient as the service keeps him: with his NIK in clear. What leaves it goes through `maskNiks`. */
export function toPatient(record: PatientRecord): Patient {
  return {
    resourceType: 'Patient',
    id: record.ihsNumber,
    meta: {
      ...toMeta(record.changedAt),
      profile: ['https://fhir.kemkes.go.id/r4/StructureDefinition/Patient'],
    },
    active: true,
    identifier: [
      { system: IHS_SYSTEM, use: 'official', value: record.ihsNumber },
      { system: NIK_SYSTEM, use: 'official', value: record.nik },
    ],
    name: [{ use: 'official', text: record.name }],
    gender: record.sex === 1 ? 'male' : 'female',
    birthDate: record.birthDate,
  };
}

export function toImmunization(
  record: ImmunizationRecord,
  patient: PatientRecord,
  organisationId: string,
): Immunization {
  const { doseNumber } = record;
  return {
    resourceType: 'Immunization',
    id: record.id,
    meta: toMeta(patient.changedAt),
    status: record.status,
    vaccineCode: {
      coding: [{ system: CVX_SYSTEM, code: record.vaccineCode, display: record.vaccine }],
    },
    patient: { reference: `Patient/${patient.ihsNumber}` },
    encounter: { reference: `Encounter/${record.id}` },
    occurrenceDateTime: record.occurredOn,
    primarySource: true,
    performer: [{ actor: { reference: `Organization/${organisationId}` } }],
    ...(doseNumber === null ? {} : { protocolApplied: [{ doseNumberPositiveInt: doseNumber }] }),
  };
}

function toMeta(changedAt: string): { readonly lastUpdated: string; readonly versionId: string } {
  return { lastUpdated: changedAt, versionId: Buffer.from(changedAt).toString('base64url') };
}
