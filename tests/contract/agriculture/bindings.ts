import type { AdapterName, Connection, SystemBinding } from '../../../common/binding.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import type { ConnectorContext, ObservedCall, SourceCall } from '../../../connectors/connector.ts';

export const NOW = '2026-06-30T08:00:00.000Z';
export const clock = createFrozenClock(NOW);

const KAB_TANGERANG = '36.03' as RegionCode;
export const KOTA_TANGERANG = '36.71' as RegionCode;

export const DECLARATION = {
  owner: 'Dinas Pertanian Kab. Tangerang',
  everyMinutes: 360,
  retentionDays: 30,
};

export function bindingOf(
  adapter: AdapterName,
  connection: Connection,
  regionCode: RegionCode = KAB_TANGERANG,
): SystemBinding {
  return {
    system: adapter,
    adapter,
    regionCode,
    regionName: 'Kabupaten Tangerang',
    controller: 'Dinas Pertanian Kab. Tangerang',
    contact: 'distan@example.test',
    connection,
    limits: { perMinute: 10_000, perDay: 100_000, concurrent: 2, queued: 50, timeoutMs: 5_000 },
    maintenance: [],
    enabled: true,
    simulated: true,
    replica: DECLARATION,
    version: 'v1',
  };
}

/** A binding of SIPDPS to what a simulator says of itself. */
export function sipdpsBinding(
  environment: Readonly<Record<string, string>>,
  regionCode: RegionCode = KAB_TANGERANG,
): SystemBinding {
  const setting = (name: string) =>
    environment[`SIPDPS_${regionCode.replace('.', '')}_${name}`] ?? '';
  return bindingOf(
    'sipdps',
    {
      kind: 'oauth2',
      baseUrl: setting('URL'),
      tokenUrl: setting('TOKEN_URL'),
      clientId: setting('CLIENT_ID'),
      clientSecret: setting('CLIENT_SECRET'),
    },
    regionCode,
  );
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

export const call: SourceCall = {
  requestId: 'request-1',
  deadlineAtMs: clock.nowMs() + 10_000,
  institution: null,
};
