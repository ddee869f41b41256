import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { setTimeout as pause } from 'node:timers/promises';

import { createFrozenClock, type Clock } from '../../common/clock.ts';
import {
  makeCertificates,
  type ServerCertificate,
  type TestCertificates,
} from '../support/make-certificates.ts';
import {
  startTcpProxy,
  type Behaviour,
  type Meddling,
  type TcpProxy,
} from '../support/tcp-proxy.ts';
import { faults, MATRIX, type Adapter, type Fault } from './faults.ts';
import { TIMEOUT_MS, type Path, type Rig, type RigAnswer } from './rig.ts';

type FrozenClock = ReturnType<typeof createFrozenClock>;

/** How a rig reaches its system. */
export interface Way {
  readonly port: number;
  /** The authority to trust, in PEM, where it is reached by TLS. */
  readonly tls: string | undefined;
  readonly clock: Clock;
}

/** An adapter, and how to try it. */
export interface Subject {
  readonly adapter: Adapter;
  /** The peer that the proxy stands before; known once the file's servers run. */
  readonly peer: () => URL;
  /** What is null, and where the error is. */
  readonly path: Path;
  readonly region: string;
  /** The peers' clock. */
  readonly clock: FrozenClock;
  readonly open: (way: Way) => Promise<Rig>;
  readonly behaviourOf: (fault: Fault) => Behaviour | undefined;
  readonly meddlingOf?: (fault: Fault) => Meddling | undefined;
  readonly endTls: (certificate: ServerCertificate) => Behaviour;
}

/** A call, once more for a token, and what a loaded machine adds. */
const WITHIN_MS = 2 * TIMEOUT_MS + 1_800;
/** Past every cache, every token and every pause after a failed authentication. */
const LATER_MS = 2 * 3_600_000;
const SKEW_MS = 2 * 3_600_000;
/** Until a client has noticed that its connections were broken off. */
const NOTICE_MS = 20;
const HALF_OPEN_AFTER_MS = 10_000;

/** Tries every fault of the matrix that can happen to the adapter, and its breaker. */
export function describeFaults(subject: Subject): void {
  const { adapter, path, region } = subject;
  const cells = faults.flatMap((fault) => {
    const cell = MATRIX[adapter][fault];
    return typeof cell === 'string' && fault !== 'clock skew' ? [[fault, cell] as const] : [];
  });

  describe(`${adapter} through a faulty network`, () => {
    let proxy: TcpProxy;
    let certificates: TestCertificates;
    let rig: Rig | undefined;
    beforeAll(async () => {
      const { hostname: host, port } = subject.peer();
      proxy = await startTcpProxy({ host, port: Number(port) });
      certificates = makeCertificates();
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      proxy.relent();
      await rig?.stop();
      rig = undefined;
    });
    afterAll(() => proxy.stop());

    function heal(fault?: Fault): void {
      proxy.relent();
      const tls = fault === 'an expired certificate';
      proxy.behave(tls ? subject.endTls(certificates.valid) : undefined);
    }

    async function open(fault?: Fault, clock = createFrozenClock(subject.clock.nowMs())) {
      heal(fault);
      const tls = fault === 'an expired certificate' ? certificates.authority : undefined;
      rig = await subject.open({ port: proxy.port, tls, clock });
      const opened = rig;
      const later = () => {
        subject.clock.advanceMs(LATER_MS);
        clock.advanceMs(LATER_MS);
        return opened.forget();
      };
      return { rig, later };
    }

    function inflict(fault: Fault): void {
      if (fault === 'latency beyond the deadline') proxy.behave();
      if (fault === 'latency beyond the deadline' || fault === 'a connection that goes silent') {
        proxy.meddle(() => 'KEEP');
        return;
      }
      const meddling = subject.meddlingOf?.(fault);
      if (meddling !== undefined) {
        proxy.meddle(meddling);
        return;
      }
      proxy.behave(
        fault === 'an expired certificate'
          ? subject.endTls(certificates.expired)
          : subject.behaviourOf(fault),
      );
    }

    it.each(cells)('makes of %s: %s', async (fault, cell) => {
      const { rig: opened, later } = await open(fault);
      const before = await opened.ask();
      expect(before.errors).toBeUndefined();
      await later();
      inflict(fault);
      await pause(NOTICE_MS);
      const startedAtMs = performance.now();
      const answer = await opened.ask();
      expect(performance.now() - startedAtMs).toBeLessThan(WITHIN_MS);
      if (cell === 'SERVED') expect(answer).toEqual(before);
      else {
        expectFailure(answer, before, cell);
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      heal(fault);
      await later();
      await pause(NOTICE_MS);
      expect(await opened.ask()).toEqual(before);
    });

    function expectFailure(answer: RigAnswer, whole: RigAnswer, code: string): void {
      expect(answer.errors).toMatchObject([{ path, extensions: { code, region } }]);
      expect(answer.errors).toHaveLength(1);
      expect(answer.data).toEqual(withNull(whole.data, path));
      // Neither credentials nor keys.
      expect(JSON.stringify(answer.errors)).not.toMatch(/simulator-|\d{16}/);
    }

    it('opens its breaker after five faults in a row, and closes it ten seconds later by a call that succeeds', async () => {
      const { rig: opened, later } = await open();
      const before = await opened.ask();
      await later();
      const meddling = subject.meddlingOf?.('a reset mid-body');
      if (meddling !== undefined) proxy.meddle(meddling);
      else proxy.behave(subject.behaviourOf('a reset mid-body'));
      const faultsSeen = () =>
        opened.calls.filter(({ outcome }) => outcome === 'SOURCE_UNAVAILABLE').length;
      while (faultsSeen() < 5) {
        await opened.forget();
        expectFailure(await opened.ask(), before, 'SOURCE_UNAVAILABLE');
      }
      // Calls that were under way together with the fifth.
      expect(faultsSeen()).toBeLessThanOrEqual(6);
      heal();
      await opened.forget();
      const contacts = proxy.connections();
      expectFailure(await opened.ask(), before, 'SOURCE_UNAVAILABLE');
      expect(proxy.connections()).toBe(contacts);

      const nowMs = Date.now.bind(Date);
      jest.spyOn(Date, 'now').mockImplementation(() => nowMs() + HALF_OPEN_AFTER_MS);
      await opened.forget();
      expect(await opened.ask()).toEqual(before);
      await later();
      expect(await opened.ask()).toEqual(before);
    });

    if (MATRIX[adapter]['clock skew'] === 'SERVED') {
      it('is served by a peer whose clock is two hours ahead, with one new token when the old one has ended', async () => {
        const { rig: opened } = await open(
          undefined,
          createFrozenClock(subject.clock.nowMs() - SKEW_MS),
        );
        const before = await opened.ask();
        const tokens = () => opened.calls.filter(({ method }) => method === 'authenticate').length;
        const asked = tokens();
        expect(before.errors).toBeUndefined();
        subject.clock.advanceMs(SKEW_MS);
        expect(await opened.ask()).toEqual(before);
        expect(tokens()).toBe(asked + 1);
      });
    }
  });
}

function withNull(data: unknown, path: Path): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return null;
  const copy = structuredClone(data) as Record<string | number, unknown>;
  copy[name] = withNull(copy[name], rest);
  return copy;
}
