import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import type { Connection, SourceLimits } from '../../../common/binding.ts';
import { createHttpConnector } from '../../../connectors/http/create-http-connector.ts';
import type { SourceGate } from '../../../connectors/resilience/source-gate.ts';
import { createSystemProbes } from '../../../server/probe-systems.ts';
import { bindingOf, callWithin, codeOf, observingContext } from '../connectors/support/sources.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A service and its token endpoint, and how often each path was asked. */
async function serve(isDown = false) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (isDown) request.socket.destroy();
    else response.end(JSON.stringify({ access_token: 'token', expires_in: 3_600 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function open(connection: Connection, limits: Partial<SourceLimits> = {}) {
  const context = { ...observingContext(), gates: new Map<string, SourceGate>() };
  const adapter = connection.kind === 'oauth2' ? 'satusehat' : 'yankes';
  const binding = bindingOf(connection, limits, { adapter });
  const connector = createHttpConnector(binding, context);
  const probes = createSystemProbes(context);
  closing.push(
    () => connector.close(),
    () => probes.close(),
  );
  const call = () =>
    connector.request(callWithin(5_000), { name: 'read', keys: 1, method: 'GET', path: '/rows' });
  return { call, probe: () => probes.probe(binding) };
}

it('counts a probe in the limit of the calls, and asks no more where that is used up', async () => {
  const { url, asked } = await serve();
  const { call, probe } = open({ kind: 'rest', baseUrl: url, apiKey: '' }, { perMinute: 2 });
  await call();
  expect(await probe()).toMatchObject({ reachable: true });
  expect(await codeOf(call())).toBe('SOURCE_RATE_LIMITED');
  expect(await probe()).toMatchObject({
    reachable: false,
    detail: expect.stringContaining('limit is used up'),
  });
  expect(asked).toEqual(['/rows', '/']);
});

it('keeps off a system whose breaker the calls have opened', async () => {
  const { url, asked } = await serve(true);
  const { call, probe } = open({ kind: 'rest', baseUrl: url, apiKey: '' });
  while (asked.length < 5) await codeOf(call());
  const before = asked.length;
  expect(await probe()).toMatchObject({ reachable: false });
  expect(asked).toHaveLength(before);
});

it('lets its own faults open the breaker for the calls', async () => {
  const { url, asked } = await serve(true);
  const { call, probe } = open({ kind: 'rest', baseUrl: url, apiKey: '' });
  for (let times = 0; times < 5; times += 1) await probe();
  const before = asked.length;
  expect(await codeOf(call())).toBe('SOURCE_UNAVAILABLE');
  expect(asked).toHaveLength(before);
});

it('signs in once for many probes', async () => {
  const { url, asked } = await serve();
  const { probe } = open({
    ...{ kind: 'oauth2', baseUrl: `${url}/fhir`, tokenUrl: `${url}/token` },
    ...{ clientId: 'a', clientSecret: 'simulator-b' },
  });
  for (let times = 0; times < 3; times += 1) {
    expect(await probe()).toMatchObject({ reachable: true, credentials: 'ACCEPTED' });
  }
  expect(asked.filter((path) => path.startsWith('/token'))).toHaveLength(1);
});
