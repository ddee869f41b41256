import type { Resource } from '@medplum/fhirtypes';
import { NIK_SYSTEM } from './to-resources.ts';

const MASK = '################';

/** The same resource, or bundle, with every patient's NIK hidden, as the service shows it to everybody. */
export function maskNiks<T extends Resource>(resource: T): T {
  if (resource.resourceType === 'Bundle') {
    const entry = resource.entry?.map((each) =>
      each.resource === undefined ? each : { ...each, resource: maskNiks(each.resource) },
    );
    return entry === undefined ? resource : { ...resource, entry };
  }
  if (resource.resourceType !== 'Patient' || resource.identifier === undefined) return resource;
  const identifier = resource.identifier.map((each) =>
    each.system === NIK_SYSTEM ? { ...each, value: MASK } : each,
  );
  return { ...resource, identifier };
}
