import type { OperationOutcome } from '@medplum/fhirtypes';
import { outcome } from './outcome.ts';
import { NIK_SYSTEM } from './to-resources.ts';

export type Search =
  | {
      readonly kind: 'VALID';
      /** In R4's own words. */
      readonly query: URLSearchParams;
      /** Whose records are asked for. */
      readonly patient?: string;
    }
  | { readonly kind: 'INVALID'; readonly status: 400 | 404; readonly outcome: OperationOutcome };

/** The sets of parameters by which patients are found; others are refused. */
const PATIENT_SEARCHES = [
  ['identifier'],
  ['birthdate', 'name', 'nik'],
  ['birthdate', 'gender', 'name'],
].map((names) => names.join());

/** Parameters of every search. */
const COMMON = ['_count', '_sort'];

/** Checks a search as the service does: FHIR would ignore what it does not know, the service names what it takes. */
export function readSearch(resourceType: string, query: URLSearchParams): Search {
  const names = [...query.keys()].filter((name) => !COMMON.includes(name)).sort();
  switch (resourceType) {
    case 'Patient':
      if (!PATIENT_SEARCHES.includes(names.join())) return invalid();
      return { kind: 'VALID', query: withIdentifier(query) };
    case 'Immunization': {
      const patient = query.get('patient');
      if (names.join() !== 'patient' || patient === null || patient === '') return invalid();
      return { kind: 'VALID', query, patient: patient.replace(/^Patient\//, '') };
    }
    default:
      return { kind: 'INVALID', status: 404, outcome: outcome('not-found', 'Not found') };
  }
}

/** `nik` is the service's own parameter. */
function withIdentifier(query: URLSearchParams): URLSearchParams {
  const nik = query.get('nik');
  if (nik === null) return query;
  const others = new URLSearchParams(query);
  others.delete('nik');
  others.set('identifier', `${NIK_SYSTEM}|${nik}`);
  return others;
}

function invalid(): Search {
  return {
    kind: 'INVALID',
    status: 400,
    outcome: outcome('value', 'the combination of search parameters is not supported'),
  };
}
