import type { AdapterName, Connection, SystemBinding } from '../../../common/binding.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import type { ConnectorContext, ObservedCall, SourceCall } from '../../../connectors/connector.ts';

export const REGION = '36.71' as RegionCode;

/** Time by which the calls of these tests are made; it moves where a test moves it. */
export const clock = createFrozenClock('2026-03-02T03:04:05.000Z');

export function bindingOf(
  adapter: Extract<AdapterName, 'satusehat' | 'yankes'>,
  connection: Connection,
  regionCode: RegionCode = REGION,
  regionName = 'Kota Tangerang',
): SystemBinding {
  return {
    system: adapter,
    adapter,
    regionCode,
    regionName,
    controller: `Dinas Kesehatan ${regionName}`,
    contact: 'dinkes@example.test',
    connection,
    limits: { perMinute: 10_000, perDay: 10_000, concurrent: 3, queued: 50, timeoutMs: 5_000 },
    maintenance: [],
    enabled: true,
    simulated: true,
    version: 'v1',
  };
}

/** A connection from what a simulator says of itself. */
export function oauth2Of(
  environment: Readonly<Record<string, string>>,
  regionCode: string,
): Connection {
  const of = (name: string) => environment[`SATUSEHAT_${regionCode.replace('.', '')}_${name}`]!;
  return {
    kind: 'oauth2',
    baseUrl: of('URL'),
    tokenUrl: of('TOKEN_URL'),
    clientId: of('CLIENT_ID'),
    clientSecret: of('CLIENT_SECRET'),
  };
}

export function restOf(
  environment: Readonly<Record<string, string>>,
  regionCode: string,
): Connection {
  const of = (name: string) => environment[`YANKES_${regionCode.replace('.', '')}_${name}`]!;
  return { kind: 'rest', baseUrl: of('URL'), apiKey: of('API_KEY') };
}

/** A connector's context that writes down every call. */
export function createObserver(): {
  readonly context: ConnectorContext;
  readonly calls: ObservedCall[];
} {
  const calls: ObservedCall[] = [];
  return {
    calls,
    context: { clock, logger: silentLogger, observe: (call) => calls.push(call) },
  };
}

export const sourceCall = (): SourceCall => ({
  requestId: 'request-1',
  deadlineAtMs: clock.nowMs() + 10_000,
  institution: null,
});
