import type { CapabilityStatement } from '@medplum/fhirtypes';

const search = (name: string, type: 'token' | 'string' | 'date' | 'reference') => ({ name, type });

/** What `GET /metadata` says: the two resources that can be read here, and by what they are found. */
export const capabilityStatement: CapabilityStatement = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-01',
  kind: 'instance',
  implementation: { description: 'A simulator of SATUSEHAT over invented persons' },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      security: { cors: false, description: 'OAuth 2.0 client credentials' },
      resource: [
        {
          type: 'Patient',
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchParam: [
            search('identifier', 'token'),
            search('name', 'string'),
            search('birthdate', 'date'),
            search('gender', 'token'),
          ],
        },
        {
          type: 'Immunization',
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchParam: [search('patient', 'reference')],
        },
      ],
    },
  ],
};
