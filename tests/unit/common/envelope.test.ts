import { createHmac, hkdfSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import {
  createEnvelopeOpener,
  createEnvelopeSealer,
  type EnvelopeOpener,
} from '../../../common/envelope/seal-envelope.ts';
import { anEnvelope, NOW, NOW_MS, testRoot } from './an-envelope.ts';

const BODY = '{"query":"{ regencies { code } }"}';
const seal = createEnvelopeSealer(testRoot, 'population');

let clock = createFrozenClock(NOW);
let open: EnvelopeOpener;

beforeEach(() => {
  clock = createFrozenClock(NOW);
  open = createEnvelopeOpener({ subgraph: 'population', roots: [testRoot], clock });
});

/** Signs any text as the gateway would sign an envelope. */
function signText(text: string): string {
  const key = Buffer.from(
    hkdfSync('sha256', testRoot.secret, 'jawara-envelope-v1', 'population', 32),
  );
  const payload = `${testRoot.kid}.${Buffer.from(text).toString('base64url')}`;
  return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
}

function refuses(header: string | undefined, reason: RegExp, body: string = BODY): void {
  let thrown: unknown;
  try {
    open(header, body);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ name: 'ClientError', code: 'ENVELOPE_INVALID' });
  expect((thrown as Error).message).toMatch(reason);
}

describe('opening an envelope', () => {
  it('refuses a call without one', () => {
    refuses(undefined, /there is none/);
  });

  it.each(['', 'x', 'a.b', 'a.b.c.d', '..'])('refuses the malformed one "%s"', (header) => {
    refuses(header, /malformed|unknown|signature/);
  });

  it('refuses an unknown key', () => {
    const sealOther = createEnvelopeSealer({ ...testRoot, kid: 'other' }, 'population');
    refuses(sealOther(anEnvelope('population', BODY)), /key is unknown/);
  });

  it('refuses another root under a known name', () => {
    const forged = { kid: testRoot.kid, secret: new Uint8Array(32).fill(8) };
    refuses(
      createEnvelopeSealer(forged, 'population')(anEnvelope('population', BODY)),
      /signature is wrong/,
    );
  });

  it('says in both languages what is wrong', () => {
    expect(() => open(undefined, BODY)).toThrow(
      expect.objectContaining({
        parameters: { reason: { en: 'there is none', id: 'amplopnya tidak ada' } },
      }),
    );
  });

  it("refuses another subgraph's", () => {
    const sealForFinance = createEnvelopeSealer(testRoot, 'finance');
    refuses(sealForFinance(anEnvelope('finance', BODY)), /signature is wrong/);
    refuses(sealForFinance(anEnvelope('population', BODY)), /signature is wrong/);
    refuses(seal(anEnvelope('finance', BODY)), /another subgraph/);
  });

  it('refuses a tampered payload', () => {
    const [kid, payload = '', signature] = seal(anEnvelope('population', BODY)).split('.');
    const envelope = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const widened = Buffer.from(JSON.stringify({ ...envelope, regions: ['36.71'] }));
    refuses([kid, widened.toString('base64url'), signature].join('.'), /signature is wrong/);
  });

  it('refuses a changed body', () => {
    refuses(seal(anEnvelope('population', BODY)), /body was changed/, `${BODY} `);
  });

  it('refuses a replay, also within the memory that is turned over', () => {
    const header = seal(anEnvelope('population', BODY, { deadlineAtMs: NOW_MS + 100_000 }));
    open(header, BODY);
    refuses(header, /used before/);
    clock.advanceMs(59_000);
    open(
      seal(
        anEnvelope('population', BODY, {
          issuedAtMs: clock.nowMs(),
          deadlineAtMs: NOW_MS + 100_000,
        }),
      ),
      BODY,
    );
    refuses(header, /used before/);
  });

  it('refuses one issued over 60 s ago', () => {
    const changes = { issuedAtMs: NOW_MS - 60_001, deadlineAtMs: NOW_MS + 1_000 };
    refuses(seal(anEnvelope('population', BODY, changes)), /stale/);
  });

  it('refuses one past its deadline', () => {
    refuses(seal(anEnvelope('population', BODY, { deadlineAtMs: NOW_MS })), /stale/);
  });

  it('refuses one from the future beyond the skew', () => {
    refuses(seal(anEnvelope('population', BODY, { issuedAtMs: NOW_MS + 5_001 })), /future/);
  });

  it('refuses content that is no envelope, rightly signed', () => {
    refuses(signText('{"subgraph":"population"}'), /incomplete/);
  });

  it('opens a fresh one and gives back what was sealed', () => {
    const envelope = anEnvelope('population', BODY, { issuedAtMs: NOW_MS + 5_000 });
    expect(open(seal(envelope), BODY)).toEqual(envelope);
  });

  it('opens those of two roots while they are rotated', () => {
    const next = { kid: 'next', secret: new Uint8Array(32).fill(9) };
    open = createEnvelopeOpener({ subgraph: 'population', roots: [testRoot, next], clock });
    expect(() => open(seal(anEnvelope('population', BODY)), BODY)).not.toThrow();
    const sealNext = createEnvelopeSealer(next, 'population');
    expect(() => open(sealNext(anEnvelope('population', BODY)), BODY)).not.toThrow();
  });
});
