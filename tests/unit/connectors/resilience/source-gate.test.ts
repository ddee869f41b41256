import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../../common/clock.ts';
import { SourceError } from '../../../../common/errors/errors.ts';
import {
  createSourceGate,
  type GateOptions,
} from '../../../../connectors/resilience/source-gate.ts';
import { bindingOf, callWithin, codeOf, errorOf, observingContext } from '../support/sources.ts';

const NOWHERE = { kind: 'workbook', folder: '/nowhere' } as const;
const METHOD = { name: 'residentsByNik', keys: 3 };
const ONCE = { ...METHOD, idempotent: false };
const CALM: GateOptions = { faults: 3, halfOpenAfterMs: 60, retryAfterMs: 1 };

function down(): Promise<never> {
  return Promise.reject(new SourceError('SOURCE_UNAVAILABLE', { system: 'siak', region: '36.71' }));
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

describe('a source gate', () => {
  it('refuses a system that its owner switched off, without contacting it', async () => {
    const context = observingContext();
    const gate = createSourceGate(bindingOf(NOWHERE, {}, { enabled: false }), context);
    expect(await codeOf(gate.run(callWithin(1_000), METHOD, never))).toBe('SOURCE_OFF');
    expect(context.calls).toEqual([]);
  });

  it('refuses a system in maintenance and says until when', async () => {
    const clock = createFrozenClock('2026-03-01T17:00:00Z');
    const window = { from: '2026-03-01T17:00:00Z', to: '2026-03-01T20:00:00Z' };
    const gate = createSourceGate(
      bindingOf(NOWHERE, {}, { maintenance: [window] }),
      observingContext(clock),
    );
    const call = callWithin(1_000_000_000, clock.nowMs());
    const error = await errorOf(gate.run(call, METHOD, never));
    expect(error.code).toBe('SOURCE_IN_MAINTENANCE');
    expect(error.message).toContain('2026-03-01T20:00:00Z');
    clock.advanceMs(3 * 3_600_000);
    expect(await gate.run(call, METHOD, async () => 'there')).toBe('there');
  });

  it('refuses a call whose deadline has passed, without contacting the system', async () => {
    const context = observingContext();
    const gate = createSourceGate(bindingOf(NOWHERE), context);
    expect(await codeOf(gate.run(callWithin(-1), METHOD, never))).toBe('SOURCE_TIMEOUT');
    expect(context.calls).toEqual([]);
  });

  it('refuses the call over the limit of a minute until the next minute', async () => {
    const clock = createFrozenClock('2026-03-01T00:00:59Z');
    const context = observingContext(clock);
    const gate = createSourceGate(bindingOf(NOWHERE, { perMinute: 2 }), context);
    const call = callWithin(1_000_000, clock.nowMs());
    const ask = () => gate.run(call, METHOD, async () => 1);
    await ask();
    await ask();
    expect(await codeOf(ask())).toBe('SOURCE_RATE_LIMITED');
    expect(context.calls).toHaveLength(2);
    clock.advanceMs(1_000);
    expect(await ask()).toBe(1);
  });

  it('counts days in UTC+7', async () => {
    const clock = createFrozenClock('2026-03-01T16:59:00Z');
    const gate = createSourceGate(bindingOf(NOWHERE, { perDay: 1 }), observingContext(clock));
    const call = callWithin(1_000_000_000, clock.nowMs());
    const ask = () => gate.run(call, METHOD, async () => 1);
    await ask();
    expect(await codeOf(ask())).toBe('SOURCE_RATE_LIMITED');
    clock.advanceMs(60_000);
    expect(await ask()).toBe(1);
    clock.advanceMs(8 * 3_600_000);
    expect(await codeOf(ask())).toBe('SOURCE_RATE_LIMITED');
  });

  it('refuses the call that finds the queue full', async () => {
    const gate = createSourceGate(
      bindingOf(NOWHERE, { concurrent: 1, queued: 1 }),
      observingContext(),
    );
    const slow = () => gate.run(callWithin(1_000), METHOD, () => pause(40, 'done'));
    const [first, second, third] = [slow(), slow(), slow()];
    expect(await codeOf(third)).toBe('SOURCE_RATE_LIMITED');
    expect(await Promise.all([first, second])).toEqual(['done', 'done']);
  });

  it('lets a waiting call go at its own deadline, and the one behind it in', async () => {
    const gate = createSourceGate(
      bindingOf(NOWHERE, { concurrent: 1, queued: 2 }),
      observingContext(),
    );
    const running = gate.run(callWithin(1_000), METHOD, () => pause(80, 'a'));
    const hasty = gate.run(callWithin(20), METHOD, async () => 'b');
    const patient = gate.run(callWithin(1_000), METHOD, async () => 'c');
    expect(await codeOf(hasty)).toBe('SOURCE_TIMEOUT');
    expect(await Promise.all([running, patient])).toEqual(['a', 'c']);
  });

  it('aborts the work at the deadline and observes it as a timeout', async () => {
    const context = observingContext();
    const gate = createSourceGate(bindingOf(NOWHERE, { timeoutMs: 30 }), context);
    let seen: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      seen = signal;
      return never();
    };
    expect(await codeOf(gate.run(callWithin(5_000), METHOD, work))).toBe('SOURCE_TIMEOUT');
    expect(seen?.aborted).toBe(true);
    expect(context.calls).toMatchObject([
      { system: 'siak', regionCode: '36.71', method: 'residentsByNik', keys: 3 },
    ]);
    expect(context.calls[0]?.outcome).toBe('SOURCE_TIMEOUT');
  });

  it('keeps the place of aborted work until the work has ended', async () => {
    const gate = createSourceGate(
      bindingOf(NOWHERE, { concurrent: 1, queued: 0, timeoutMs: 20 }),
      observingContext(),
    );
    const stubborn = gate.run(callWithin(1_000), METHOD, () => pause(90, 'late'));
    expect(await codeOf(stubborn)).toBe('SOURCE_TIMEOUT');
    expect(await codeOf(gate.run(callWithin(1_000), METHOD, async () => 1))).toBe(
      'SOURCE_RATE_LIMITED',
    );
    await pause(100);
    expect(await gate.run(callWithin(1_000), METHOD, async () => 1)).toBe(1);
  });

  it('opens after faults in a row, answers at once, and closes when the system is back', async () => {
    const context = observingContext();
    const gate = createSourceGate(bindingOf(NOWHERE), context, CALM);
    for (let fault = 0; fault < 3; fault += 1) {
      expect(await codeOf(gate.run(callWithin(1_000), ONCE, down))).toBe('SOURCE_UNAVAILABLE');
    }
    expect(gate.breakerState()).toBe('OPEN');
    const refused = await errorOf(gate.run(callWithin(1_000), ONCE, async () => 1));
    expect(refused).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
    expect(context.calls).toHaveLength(3);
    await pause(80);
    expect(await gate.run(callWithin(1_000), ONCE, async () => 1)).toBe(1);
    expect(gate.breakerState()).toBe('CLOSED');
  });

  it('opens again when the call that tries fails', async () => {
    const gate = createSourceGate(bindingOf(NOWHERE), observingContext(), CALM);
    for (let fault = 0; fault < 3; fault += 1)
      await codeOf(gate.run(callWithin(1_000), ONCE, down));
    await pause(80);
    await codeOf(gate.run(callWithin(1_000), ONCE, down));
    expect(gate.breakerState()).toBe('OPEN');
  });

  it('does not hold a caller’s own short deadline against the system', async () => {
    const gate = createSourceGate(bindingOf(NOWHERE), observingContext(), CALM);
    for (let call = 0; call < 4; call += 1) {
      expect(await codeOf(gate.run(callWithin(10), METHOD, never))).toBe('SOURCE_TIMEOUT');
    }
    expect(gate.breakerState()).toBe('CLOSED');
  });

  it('starts the count of faults anew after any answer, a refusal included', async () => {
    const gate = createSourceGate(bindingOf(NOWHERE), observingContext(), CALM);
    const refuse = () =>
      Promise.reject(
        new SourceError('SOURCE_REJECTED_CREDENTIALS', { system: 'siak', region: '36.71' }),
      );
    for (const work of [down, down, refuse, down, down]) {
      await codeOf(gate.run(callWithin(1_000), ONCE, work));
    }
    expect(gate.breakerState()).toBe('CLOSED');
  });

  it('tries an idempotent call once more, and observes both contacts', async () => {
    const context = observingContext();
    const gate = createSourceGate(bindingOf(NOWHERE), context, CALM);
    let contacts = 0;
    const work = () => ((contacts += 1) === 1 ? down() : Promise.resolve('second'));
    expect(await gate.run(callWithin(1_000), METHOD, work)).toBe('second');
    expect(context.calls.map(({ outcome }) => outcome)).toEqual(['SOURCE_UNAVAILABLE', 'ok']);
  });

  it('does not try again what is not idempotent, nor what the deadline forbids', async () => {
    const context = observingContext();
    const gate = createSourceGate(bindingOf(NOWHERE), context, { ...CALM, retryAfterMs: 200 });
    await codeOf(gate.run(callWithin(1_000), ONCE, down));
    expect(await codeOf(gate.run(callWithin(50), METHOD, down))).toMatch(/UNAVAILABLE|TIMEOUT/);
    expect(context.calls).toHaveLength(2);
  });
});
