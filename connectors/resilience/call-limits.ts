import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { SourceLimits } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';

const MINUTE_MS = 60_000;
/** Western Indonesia Time, in which the owners of Banten's systems count their days. */
const WIB_OFFSET_MS = 7 * 3_600_000;
/** How long a finished window's counter is kept, over its own length; it is never asked again. */
const SLACK_S = 60;

/** Counts the calls that are made to one system. */
export interface CallLimits {
  /** Whether one more call may be made now; a call that may is counted. */
  take(): Promise<boolean>;
}

/**
 * The owner's limits a minute and a day. Windows are the clock's own minutes and the calendar days of UTC+7, counted
 * in this process: several processes that share a system need limits that add up to the owner's.
 */
export function createCallLimits(
  limits: Pick<SourceLimits, 'perMinute' | 'perDay'>,
  clock: Clock,
): CallLimits {
  const minutes = new RateLimiterMemory({ points: limits.perMinute, duration: 60 + SLACK_S });
  const days = new RateLimiterMemory({ points: limits.perDay, duration: 86_400 + SLACK_S });
  return {
    async take() {
      const nowMs = clock.nowMs();
      return (await consume(minutes, minuteOf(nowMs))) && (await consume(days, dayOf(nowMs)));
    },
  };
}

function minuteOf(nowMs: number): string {
  return String(Math.floor(nowMs / MINUTE_MS));
}

function dayOf(nowMs: number): string {
  return new Date(nowMs + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

function consume(limiter: RateLimiterMemory, window: string): Promise<boolean> {
  return limiter.consume(window).then(
    () => true,
    () => false,
  );
}
