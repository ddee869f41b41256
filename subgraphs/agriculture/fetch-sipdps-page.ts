import { setTimeout as pause } from 'node:timers/promises';
import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { SourceError } from '../../common/errors/errors.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { HttpConnector, HttpReply } from '../../connectors/http/http-connector.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { readSipdpsPage, type SipdpsPage } from './sipdps-page.ts';

/** How long a 429 without Retry-After is waited for: the service's window is a minute. */
const UNSAID_WAIT_MS = 60_000;
/** The least wait, so that `Retry-After: 0` is no invitation to hammer. */
const LEAST_WAIT_MS = 1_000;

export interface PageFetcher {
  readonly binding: SystemBinding;
  readonly connector: HttpConnector;
  readonly clock: Clock;
  readonly call: SourceCall;
  readonly signal: AbortSignal;
}

/**
 * One page of a province's planting reports. Where the service says 429, or our own limit a minute is reached, it waits
 * and asks again, as long as the call's deadline allows.
 *
 * @param provinceQuery the service's own number of the province, which is not Kemendagri's.
 * @throws SourceError - `SOURCE_RATE_LIMITED` (the wait would pass the deadline), `SOURCE_REJECTED_CREDENTIALS` (403, and
 *   what the connector says of 401), `SOURCE_UNAVAILABLE` (5xx), `SOURCE_REPLY_INVALID`, and what the connector throws.
 */
export async function fetchSipdpsPage(
  fetcher: PageFetcher,
  provinceQuery: string,
  page: number,
): Promise<SipdpsPage> {
  const { binding, signal } = fetcher;
  for (;;) {
    signal.throwIfAborted();
    const reply = await request(fetcher, provinceQuery, page);
    if (typeof reply === 'number') await waitOut(fetcher, reply);
    else if (reply.status === 429) await waitOut(fetcher, retryAfterMs(fetcher, reply));
    else return readReply(binding, reply, page);
  }
}

/** The reply, or how long to wait until our own limit opens again, in ms. */
async function request(
  { connector, call, clock }: PageFetcher,
  provinceQuery: string,
  page: number,
): Promise<HttpReply | number> {
  const query = new URLSearchParams({ provinsi: provinceQuery, page: String(page) });
  try {
    return await connector.request(call, {
      name: 'plantingReportsPage',
      keys: 0,
      method: 'GET',
      path: `/v2/data-laporan-tanam?${query.toString()}`,
    });
  } catch (error) {
    const limited = error instanceof SourceError && error.code === 'SOURCE_RATE_LIMITED';
    if (!limited) throw error;
    return 60_000 - (clock.nowMs() % 60_000);
  }
}

async function waitOut({ binding, clock, call, signal }: PageFetcher, waitMs: number) {
  const ms = Math.max(waitMs, LEAST_WAIT_MS);
  if (clock.nowMs() + ms >= call.deadlineAtMs) throw sourceError(binding, 'SOURCE_RATE_LIMITED');
  await pause(ms, undefined, { signal });
}

/** RFC 9110, section 10.2.3: seconds or a date. */
function retryAfterMs({ clock }: PageFetcher, { headers }: HttpReply): number {
  const written = headers['retry-after'] ?? '';
  if (/^\d+$/.test(written)) return Number(written) * 1_000;
  const atMs = Date.parse(written);
  return Number.isNaN(atMs) ? UNSAID_WAIT_MS : atMs - clock.nowMs();
}

function readReply(binding: SystemBinding, { status, text }: HttpReply, page: number): SipdpsPage {
  if (status === 403) throw sourceError(binding, 'SOURCE_REJECTED_CREDENTIALS');
  if (status >= 500) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
  const read = status === 200 ? readSipdpsPage(text, page) : undefined;
  if (read === undefined) throw sourceError(binding, 'SOURCE_REPLY_INVALID');
  return read;
}
