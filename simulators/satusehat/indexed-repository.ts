import { matchesSearchRequest, type SearchRequest, type WithId } from '@medplum/core';
import { MemoryRepository } from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';

/**
 * Medplum's repository in memory with an index over what SATUSEHAT is asked by: a patient's identifiers, and the patient
 * of a record, whose number may stand alone (`patient=P01…`) as in FHIR. A search that names neither reads everything.
 */
export class IndexedRepository extends MemoryRepository {
  readonly #resources = new Map<string, WithId<Resource>[]>();

  override async createResource<T extends Resource>(resource: T): Promise<WithId<T>> {
    const created = await super.createResource(resource);
    for (const key of keysOf(created)) {
      this.#resources.set(key, [...(this.#resources.get(key) ?? []), created]);
    }
    return created;
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { resourceType, filters = [] } = request;
    const indexed = filters.find(({ code }) => code === 'identifier' || code === 'patient');
    if (indexed === undefined) return super.search(request);
    const others = { ...request, filters: filters.filter((filter) => filter !== indexed) };
    const found = new Set(
      indexed.value
        .split(',')
        .flatMap((value) => this.#resources.get(toKey(resourceType, indexed.code, value)) ?? []),
    );
    return searchAmong([...found], others);
  }
}

/** Sorts and pages what an index has found, and applies the other filters to it. */
async function searchAmong<T extends Resource>(
  candidates: readonly WithId<Resource>[],
  request: SearchRequest<T>,
): Promise<Bundle<WithId<T>>> {
  const few = new MemoryRepository();
  for (const candidate of candidates) {
    if (matchesSearchRequest(candidate, request)) await few.createResource(candidate);
  }
  return few.search({ ...request, filters: [] });
}

function keysOf(resource: Resource): string[] {
  switch (resource.resourceType) {
    case 'Patient':
      return (resource.identifier ?? []).map(({ system = '', value = '' }) =>
        toKey('Patient', 'identifier', `${system}|${value}`),
      );
    case 'Immunization':
      return [toKey('Immunization', 'patient', resource.patient.reference ?? '')];
    default:
      return [];
  }
}

function toKey(resourceType: string, code: string, value: string): string {
  return `${resourceType} ${code} ${code === 'patient' ? value.replace(/^Patient\//, '') : value}`;
}
