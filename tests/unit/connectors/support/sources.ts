import type { Connection, SourceLimits, SystemBinding } from '../../../../common/binding.ts';
import { systemClock } from '../../../../common/clock.ts';
import { SourceError } from '../../../../common/errors/errors.ts';
import { silentLogger } from '../../../../common/logger.ts';
import { parseRegionCode } from '../../../../common/region-code.ts';
import type {
  ConnectorContext,
  ObservedCall,
  SourceCall,
} from '../../../../connectors/connector.ts';

const GENEROUS: SourceLimits = {
  perMinute: 10_000,
  perDay: 100_000,
  concurrent: 4,
  queued: 20,
  timeoutMs: 5_000,
};

/** A binding of 36.71 with generous limits. */
export function bindingOf(
  connection: Connection,
  limits: Partial<SourceLimits> = {},
  rest: Partial<SystemBinding> = {},
): SystemBinding {
  return {
    system: 'siak',
    adapter: 'siak',
    regionCode: parseRegionCode('36.71')!,
    regionName: 'Kota Tangerang',
    controller: 'Disdukcapil Kota Tangerang',
    contact: 'tik@example.id',
    connection,
    limits: { ...GENEROUS, ...limits },
    maintenance: [],
    enabled: true,
    simulated: true,
    version: 'v1',
    ...rest,
  };
}

/** A context whose observed calls can be read. */
export function observingContext(
  clock = systemClock,
): ConnectorContext & { readonly calls: ObservedCall[] } {
  const calls: ObservedCall[] = [];
  return { clock, logger: silentLogger, observe: (call) => calls.push(call), calls };
}

export function callWithin(ms: number, nowMs = Date.now()): SourceCall {
  return { requestId: 'request-1', deadlineAtMs: nowMs + ms, institution: null };
}

/** The code of the SourceError that `work` rejects with; fails where it is another error or none. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await errorOf(work)).code;
}

export async function errorOf(work: Promise<unknown>): Promise<SourceError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SourceError) return error;
  throw new Error('expected a SourceError', { cause: error });
}
