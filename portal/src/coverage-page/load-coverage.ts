import { readCoverage, type Regency } from './read-coverage.ts';

/** The page's one operation. It is public: no token is sent, and nothing personal comes back. */
const OPERATION = `query Coverage {
  regencies {
    code
    name
    coverage { port system state asOf gap { missing of } controller }
  }
}`;

/** The gateway's own deadline is shorter; this ends the wait for one that never answers. */
const PATIENCE_MS = 20_000;

/**
 * What the province has at this moment, by asking the gateway.
 *
 * @throws Error where it does not answer, or not with a picture of the province
 */
export async function loadCoverage(): Promise<readonly Regency[]> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: OPERATION, operationName: 'Coverage' }),
    credentials: 'omit',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return readCoverage(await response.json());
}
