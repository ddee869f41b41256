import type { ServerResponse } from 'node:http';

/** What a client reads whose credentials or token are refused; `invalid` is no severity of FHIR's, but it is sent. */
export const NOT_AUTHENTICATED = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'invalid',
      code: 'value',
      details: {
        text: 'The user or system was not able to be authenticated (either client_id or client_secret combination is unacceptable)',
      },
    },
  ],
};

export function sendOutcome(
  response: ServerResponse,
  status: number,
  code: string,
  text: string,
): void {
  const issue = [{ severity: 'error', code, details: { text } }];
  sendJson(response, status, { resourceType: 'OperationOutcome', issue });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
