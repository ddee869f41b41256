import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

export function outcome(code: OperationOutcomeIssue['code'], text: string): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, details: { text } }],
  };
}

/** What a client reads who asks for what another organisation holds, or for a person who has opted out. */
export const BUSINESS_RULE = outcome(
  'forbidden',
  'resource cannot be accessed due to business rule',
);
