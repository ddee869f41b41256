import { ClientError } from '../../common/errors/errors.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { AdapterContext } from './adapter-context.ts';
import { readSearchset } from './fhir-bundle.ts';
import type { HealthRecord, HealthRecordSource, ImmunizationRow } from './health-record-source.ts';
import { byLatest, readImmunization } from './read-immunization.ts';
import { createInFlight } from './share-in-flight.ts';
import { NIK_SYSTEM, readIhsNumber } from './read-patient.ts';
import { askOneByOne } from '../shared/ask-one-by-one.ts';
import { failureOf, provenanceOf } from '../shared/source-answers.ts';

/** More immunisations than one person can have: a longer list is refused rather than cut. */
const MAX_IMMUNIZATIONS = 100;

/**
 * The port HealthRecord on SATUSEHAT (FHIR R4), which takes one person a call: for N persons N searches for the patient
 * and one for the immunisations of each who is found, 2N at most; at most the binding's `concurrent` persons at a time.
 * A person's records are joined by the IHS number alone. A person whom one operation names in two places at the same time is
 * asked for once.
 */
export function createSatusehatHealthRecordSource(context: AdapterContext): HealthRecordSource {
  const { binding } = context;
  const share = createInFlight<HealthRecord | null>();
  return {
    recordsByNik: (call, access, niks) =>
      askOneByOne(niks, binding.limits.concurrent, async (nik) => {
        if (!mayReadRow(access, nik)) {
          throw new ClientError('FORBIDDEN', { region: binding.regionCode });
        }
        return share(`${call.requestId} ${nik}`, async () => {
          const ihsNumber = await findPatient(context, call, nik);
          return ihsNumber === null ? null : loadRecord(context, call, ihsNumber);
        });
      }),
  };
}

async function findPatient(
  { binding, connector }: AdapterContext,
  call: SourceCall,
  nik: string,
): Promise<string | null> {
  const query = new URLSearchParams({ identifier: `${NIK_SYSTEM}|${nik}` });
  const reply = await connector.request(call, {
    name: 'patientByNik',
    keys: 1,
    method: 'GET',
    path: `/Patient?${query.toString()}`,
  });
  const ihsNumber = readIhsNumber(readSearchset(reply, 'Patient', binding), nik);
  if (ihsNumber === undefined) throw failureOf(binding, 'SOURCE_REPLY_INVALID');
  return ihsNumber;
}

async function loadRecord(
  context: AdapterContext,
  call: SourceCall,
  ihsNumber: string,
): Promise<HealthRecord> {
  const { binding, clock, connector } = context;
  const query = new URLSearchParams({ patient: ihsNumber, _count: String(MAX_IMMUNIZATIONS) });
  const reply = await connector.request(call, {
    name: 'immunizationsByPatient',
    keys: 1,
    method: 'GET',
    path: `/Immunization?${query.toString()}`,
  });
  const resources = readSearchset(reply, 'Immunization', binding);
  return {
    ihsNumber,
    immunizations: readOwnRows(context, resources, ihsNumber).sort(byLatest),
    provenance: provenanceOf(binding, new Date(clock.nowMs()).toISOString(), 'LIVE'),
  };
}

/** Rows about somebody else are dropped and counted: whose they are, the service says in each of them. */
function readOwnRows(
  { binding, onDroppedRow }: AdapterContext,
  resources: readonly unknown[],
  ihsNumber: string,
): ImmunizationRow[] {
  return resources.flatMap((resource) => {
    const read = readImmunization(resource);
    if (read === undefined) throw failureOf(binding, 'SOURCE_REPLY_INVALID');
    if (read.patientId === ihsNumber) return [read.row];
    const { system, regionCode } = binding;
    onDroppedRow({ system, regionCode, port: 'HealthRecord' });
    return [];
  });
}
