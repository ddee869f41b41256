import type { AdapterName, Connection, SystemBinding } from '../../../common/binding.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import type { ConnectorContext, ObservedCall, SourceCall } from '../../../connectors/connector.ts';

const NOW = '2026-03-02T03:04:05.000Z';
export const clock = createFrozenClock(NOW);

export const REGION = '36.71' as RegionCode;

const DECLARATION = { owner: 'Dinas Sosial', everyMinutes: 15, retentionDays: 30 };

export function bindingOf(
  adapter: AdapterName,
  connection: Connection,
  regionCode: RegionCode = REGION,
): SystemBinding {
  return {
    system: adapter,
    adapter,
    regionCode,
    regionName: 'Kota Tangerang',
    controller: 'BPKD Kota Tangerang',
    contact: 'bpkd@example.test',
    connection,
    limits: { perMinute: 10_000, perDay: 10_000, concurrent: 4, queued: 50, timeoutMs: 5_000 },
    maintenance: [],
    enabled: true,
    simulated: true,
    version: 'v1',
    ...(adapter === 'aid-workbook' ? { replica: DECLARATION } : {}),
  };
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
