import { getStatus } from '@medplum/core';
import { FhirRouter } from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { Patient as PatientRecord } from '../province/province.ts';
import { capabilityStatement } from './capability-statement.ts';
import { IndexedRepository } from './indexed-repository.ts';
import { loadDefinitions } from './load-definitions.ts';
import { maskNiks } from './mask-niks.ts';
import { BUSINESS_RULE } from './outcome.ts';
import { readSearch } from './read-search.ts';
import { toImmunization, toPatient } from './to-resources.ts';

export interface FhirReply {
  readonly status: number;
  readonly resource: Resource;
}

/** One organisation's view of the service: its own patients and their records. */
export interface FhirEndpoint {
  /** Answers a GET; `path` begins behind the base URL. */
  get(path: string, query: URLSearchParams): Promise<FhirReply>;
}

export interface FhirEndpointOptions {
  readonly baseUrl: string;
  readonly organisationId: string;
  readonly patients: readonly PatientRecord[];
  /** Whether another organisation has this patient: then the refusal is a rule's, not "not found". */
  readonly isElsewhere: (ihsNumber: string) => boolean;
}

export async function createFhirEndpoint(options: FhirEndpointOptions): Promise<FhirEndpoint> {
  loadDefinitions();
  const repository = await fillRepository(options);
  const router = new FhirRouter();
  const refused = new Set(
    options.patients.filter((patient) => patient.refused).map(({ ihsNumber }) => ihsNumber),
  );
  const own = new Set(options.patients.map(({ ihsNumber }) => ihsNumber));
  const isClosed = (ihsNumber: string) =>
    refused.has(ihsNumber) || (!own.has(ihsNumber) && options.isElsewhere(ihsNumber));

  async function route(path: string, query: URLSearchParams): Promise<FhirReply> {
    const url = query.size === 0 ? path : `${path}?${query.toString()}`;
    const [result, resource] = await router.handleRequest(
      // The router takes the path from `url`; with a `pathname` beside it, it would take both.
      { method: 'GET', url, pathname: '', body: undefined, params: {}, query: {} },
      repository,
    );
    return { status: getStatus(result), resource: resource ?? result };
  }

  return {
    async get(path, query) {
      if (path === '/metadata') return { status: 200, resource: capabilityStatement };
      const [, resourceType = '', id] = path.split('/');
      if (id !== undefined) {
        if (isClosed(id)) return refuse(403, BUSINESS_RULE);
        const reply = await route(path, new URLSearchParams());
        return { ...reply, resource: maskNiks(reply.resource) };
      }
      const search = readSearch(resourceType, query);
      if (search.kind === 'INVALID') return refuse(search.status, search.outcome);
      if (search.patient !== undefined && isClosed(search.patient)) {
        return refuse(403, BUSINESS_RULE);
      }
      const reply = await route(path, search.query);
      if (reply.resource.resourceType !== 'Bundle') return reply;
      const self = `${options.baseUrl}${path}?${query.toString()}`;
      return { ...reply, resource: toSearchset(maskNiks(reply.resource), options.baseUrl, self) };
    },
  };
}

function refuse(status: number, resource: OperationOutcome): FhirReply {
  return { status, resource };
}

/** The bundle as the service words it: where each entry stands, and where the page does. */
function toSearchset(bundle: Bundle, baseUrl: string, self: string): Bundle {
  const entry = (bundle.entry ?? []).map(({ resource }) => ({
    ...(resource === undefined
      ? {}
      : { fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id ?? ''}`, resource }),
  }));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: bundle.total ?? 0,
    link: ['search', 'first', 'self'].map((relation) => ({ relation, url: self })),
    ...(entry.length === 0 ? {} : { entry }),
  };
}

async function fillRepository(options: FhirEndpointOptions): Promise<IndexedRepository> {
  const repository = new IndexedRepository();
  for (const patient of options.patients) {
    await repository.createResource(toPatient(patient));
    for (const record of patient.immunizations) {
      await repository.createResource(toImmunization(record, patient, options.organisationId));
    }
  }
  return repository;
}
