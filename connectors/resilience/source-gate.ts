import type { SystemBinding } from '../../common/binding.ts';
import { ClientError, type SourceErrorCode } from '../../common/errors/errors.ts';
import type { ConnectorContext, ObservedCall, SourceCall } from '../connector.ts';
import { createBulkhead } from './bulkhead.ts';
import { createCallLimits } from './call-limits.ts';
import { createOperationLimit } from './operation-limit.ts';
import { orAborted, settledWithin, startDeadline } from './deadline.ts';
import { refuseClosedSource, sourceError } from './refuse-closed-source.ts';
import { createSourceBreaker, type BreakerState } from './source-breaker.ts';
import { withOneRetry } from './with-one-retry.ts';

export interface GateOptions {
  /** Transport faults in a row after which the breaker opens; default 5. */
  readonly faults?: number;
  /** How long an open breaker waits before it lets one call try; default 10,000 ms. */
  readonly halfOpenAfterMs?: number;
  /** The pause before the one retry is drawn from this to its double; default 50 ms. */
  readonly retryAfterMs?: number;
}

export interface GatedMethod {
  /** The adapter's name for the call. */
  readonly name: string;
  readonly keys: number;
  /** Whether it may be made again after a transport fault; default true. */
  readonly idempotent?: boolean;
}

/** The one way by which a connector calls its system. */
export interface SourceGate {
  /**
   * Runs `work`, which contacts the system and throws `SourceError`s, within everything that the binding allows.
   *
   * In this order: the off switch and maintenance; the bound on one operation's calls; the deadline (the sooner of the binding's `timeoutMs` and the call's
   * own); the bulkhead (`concurrent` run, `queued` wait, the next is refused); the breaker; the limits a minute and a
   * day. What one of them refuses does not contact the system and is not observed; every contact is observed once.
   *
   * When the deadline passes, `signal` is aborted and the caller is answered at once; the place in the bulkhead is
   * given back when the work has really ended, at the latest 2 s later. An idempotent call that finds its system
   * unavailable is made once more if the deadline allows, and counts again.
   *
   * @throws SourceError - `SOURCE_OFF`, `SOURCE_IN_MAINTENANCE`, `SOURCE_OPERATION_LIMIT`, `SOURCE_TIMEOUT`, `SOURCE_RATE_LIMITED` (a limit, or
   *   the queue is full), `SOURCE_UNAVAILABLE` (also while the breaker is open), and whatever else `work` throws.
   */
  run<T>(
    call: SourceCall,
    method: GatedMethod,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /**
   * Contacts the system once to see whether it is there: counted in the limits a minute and a day, kept off while the breaker
   * is open, and heard by it. Neither queued nor observed; off switch and maintenance are the prober's business.
   *
   * @throws SourceError - `SOURCE_UNAVAILABLE` while the breaker is open, `SOURCE_RATE_LIMITED` where the limit is used up,
   *   and whatever `work` throws.
   */
  probe<T>(work: () => Promise<T>): Promise<T>;
  breakerState(): BreakerState;
}

/** How long a place in the bulkhead waits for aborted work to end. */
const GRACE_MS = 2_000;
/** A timeout speaks against the system only if the system had this long, or its whole `timeoutMs`. */
const FAIR_WAIT_MS = 1_000;

/** The gate to one bound system: the one that the context knows of it, else a new one. Limits, queue and breaker are its own. */
export function createSourceGate(
  binding: SystemBinding,
  context: ConnectorContext,
  options: GateOptions = {},
): SourceGate {
  const name = nameOf(binding);
  const known = context.gates?.get(name);
  if (known !== undefined) return known;
  const gate = createOwnGate(binding, context, options);
  context.gates?.set(name, gate);
  return gate;
}

/** Of a fleet each server, and of OAuth2 the token endpoint, is a system by itself. */
function nameOf({ regionCode, system, version, connection }: SystemBinding): string {
  const address = 'baseUrl' in connection ? connection.baseUrl : '';
  return JSON.stringify([regionCode, system, version, connection.kind, address]);
}

function createOwnGate(
  binding: SystemBinding,
  context: ConnectorContext,
  options: GateOptions,
): SourceGate {
  const { limits, system, regionCode } = binding;
  const { clock } = context;
  const fairWaitMs = Math.min(FAIR_WAIT_MS, limits.timeoutMs);
  const bulkhead = createBulkhead(limits.concurrent, limits.queued);
  const callLimits = createCallLimits(limits, clock);
  const operationLimit = createOperationLimit(limits.perOperation);
  const unsaid = new WeakSet<object>();
  const breaker = createSourceBreaker({
    faults: options.faults ?? 5,
    halfOpenAfterMs: options.halfOpenAfterMs ?? 10_000,
    judge: (error) => {
      if (error instanceof Error && unsaid.has(error)) return 'NOTHING';
      return isTransportFault(error) ? 'FAULT' : 'ANSWERED';
    },
    onChange: (state) => {
      context.logger.warn({ system, regionCode, state }, 'breaker changed');
    },
  });
  const failure = (code: SourceErrorCode) => sourceError(binding, code);

  /** An error that says nothing of the system: it was not asked, or had no time. */
  function unasked(code: SourceErrorCode): Error {
    const error = failure(code);
    unsaid.add(error);
    return error;
  }

  function timeout(waitedMs: number): Error {
    return waitedMs < fairWaitMs ? unasked('SOURCE_TIMEOUT') : failure('SOURCE_TIMEOUT');
  }

  async function observed<T>(method: GatedMethod, answer: Promise<T>): Promise<T> {
    const startedAtMs = performance.now();
    const observe = (outcome: ObservedCall['outcome']) => {
      const durationMs = Math.round(performance.now() - startedAtMs);
      const { name, keys } = method;
      context.observe({ system, regionCode, method: name, keys, durationMs, outcome });
    };
    try {
      const value = await answer;
      observe('ok');
      return value;
    } catch (error) {
      observe(error instanceof ClientError ? error.code : 'INTERNAL_SERVER_ERROR');
      throw error;
    }
  }

  /** One contact. */
  async function contact<T>(method: GatedMethod, signal: AbortSignal, begin: () => Promise<T>) {
    if (signal.aborted) throw timeout(0);
    if (!(await callLimits.take())) throw unasked('SOURCE_RATE_LIMITED');
    const startedAtMs = performance.now();
    const answer = orAborted(begin(), signal, () => timeout(performance.now() - startedAtMs));
    return observed(method, answer);
  }

  async function throughBreaker<T>(work: () => Promise<T>): Promise<T> {
    const outcome = await breaker.run(work);
    if (outcome === undefined) throw failure('SOURCE_UNAVAILABLE');
    return outcome.value;
  }

  return {
    async run(call, method, work) {
      refuseClosedSource(binding, clock.nowMs());
      if (!operationLimit.take(call.requestId)) throw failure('SOURCE_OPERATION_LIMIT');
      const deadlineAtMs = Math.min(clock.nowMs() + limits.timeoutMs, call.deadlineAtMs);
      const { signal, stop } = startDeadline(deadlineAtMs - clock.nowMs());
      const place = await bulkhead.enter(signal);
      if (typeof place === 'string') stop();
      if (place === 'ABORTED') throw failure('SOURCE_TIMEOUT');
      if (place === 'FULL') throw failure('SOURCE_RATE_LIMITED');
      let working: Promise<unknown> = Promise.resolve();
      const begin = () => {
        const begun = work(signal);
        working = begun;
        return begun;
      };
      const once = () => throughBreaker(() => contact(method, signal, begin));
      const mayRetry = (error: unknown) =>
        method.idempotent !== false &&
        error instanceof ClientError &&
        error.code === 'SOURCE_UNAVAILABLE' &&
        breaker.state() === 'CLOSED';
      try {
        const attempts = withOneRetry(once, mayRetry, options.retryAfterMs ?? 50, signal);
        return await orAborted(attempts, signal, () => failure('SOURCE_TIMEOUT'));
      } finally {
        stop();
        void settledWithin(working, GRACE_MS).then(() => {
          place.leave();
        });
      }
    },
    probe: (work) =>
      throughBreaker(async () => {
        if (!(await callLimits.take())) throw unasked('SOURCE_RATE_LIMITED');
        return work();
      }),
    breakerState: () => breaker.state(),
  };
}

function isTransportFault(error: unknown): boolean {
  return (
    error instanceof ClientError &&
    (error.code === 'SOURCE_UNAVAILABLE' || error.code === 'SOURCE_TIMEOUT')
  );
}
