import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SourceLimits } from '../../../common/binding.ts';
import { bindingOf, REGION } from '../../contract/health/bindings.ts';
import { createHealthBench, type HealthBench } from '../health/health-bench.ts';

/** What an exchange says of somebody whom it does not know. */
const NOBODY = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] });
const TOKEN = JSON.stringify({ access_token: 'simulator-token', expires_in: '3599' });

/** An exchange that takes its time, and counts how many ask at once. */
let server: Server;
let busiest = 0;
let bench: HealthBench;
beforeEach(async () => {
  busiest = 0;
  let open = 0;
  server = createServer((request, response) => {
    open += 1;
    busiest = Math.max(busiest, open);
    setTimeout(() => {
      open -= 1;
      response.setHeader('content-type', 'application/json');
      response.end(request.method === 'POST' ? TOKEN : NOBODY);
    }, 2);
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await bench.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function openBench(limits: Partial<SourceLimits>): void {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const binding = bindingOf('satusehat', {
    kind: 'oauth2',
    baseUrl: `${origin}/fhir-r4/v1`,
    tokenUrl: `${origin}/oauth2/v1/accesstoken`,
    clientId: 'simulator-client',
    clientSecret: 'simulator-secret',
  });
  bench = createHealthBench({
    [REGION]: [['HealthRecord', { ...binding, limits: { ...binding.limits, ...limits } }]],
  });
}

const RESIDENTS = Array.from({ length: 500 }, (_value, index) => ({
  __typename: 'Resident',
  nik: `367101010190${String(index + 1).padStart(4, '0')}`,
}));
const ask = () =>
  bench.entities({ regions: [REGION] }, RESIDENTS, '... on Resident { health { ihsNumber } }');
const countAsked = () => bench.calls.filter(({ method }) => method === 'patientByNik').length;

describe('500 residents in one entity call', () => {
  it('cost one operation no more calls than its limit, and the others say so at their paths', async () => {
    openBench({ perOperation: 200 });
    const { data, errors = [] } = await ask();
    expect(data?.['_entities']).toHaveLength(500);
    expect(countAsked()).toBe(200);
    expect(errors).toHaveLength(300);
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['SOURCE_OPERATION_LIMIT']),
    );
    expect(new Set(errors.map(({ path }) => path?.join('.'))).size).toBe(300);
  });

  it('are asked one by one by a service that takes one, in a queue as wide as the binding allows', async () => {
    openBench({ perOperation: 1_000, concurrent: 4, queued: 8 });
    const { errors } = await ask();
    expect(errors).toBeUndefined();
    expect(countAsked()).toBe(500);
    expect(busiest).toBe(4);
  });

  it('are counted over all entity calls of one operation', async () => {
    openBench({ perOperation: 200 });
    await ask();
    bench.calls.length = 0;
    // The bench gives every request the same operation's id.
    const { errors } = await ask();
    expect(errors).toHaveLength(500);
    expect(countAsked()).toBe(0);
  });
});
