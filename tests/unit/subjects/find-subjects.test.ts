import { describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { ANONYMOUS } from '../../../gateway/authenticate/anonymous-caller.ts';
import { createSubjectFinder } from '../../../gateway/subjects/find-subjects.ts';
import { personWith } from '../../support/callers.ts';
import { startGraph } from '../../support/federated-graph.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const nik = '3671010101900001';
const ward = { nik: '3671010101150002', birthDate: '2015-01-01' };
const self = { nik, relation: 'SELF' };
const warga = personWith({ subjectNik: nik, tokenExpiresAtMs: NOW + 3_600_000 });

/** A finder over a register that answers in turn what is given, the last of it ever after. */
function createFinder(...answers: unknown[]) {
  const clock = createFrozenClock(NOW);
  const asked: string[] = [];
  const findSubjects = createSubjectFinder({
    clock,
    logger: silentLogger,
    askForWards: async (caller) => {
      asked.push(caller.id);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { findSubjects, clock, asked };
}

describe('the persons about whom a caller may read', () => {
  it('are none for an anonymous caller and for a person without a NIK', async () => {
    const { findSubjects, asked } = createFinder([ward]);
    expect(await findSubjects(ANONYMOUS)).toEqual([]);
    expect(await findSubjects(personWith())).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['that fails', new Error('down')],
    ['that answers null', null],
    ['that answers something else', [{ nik: 1 }]],
    ['that leaves out a birth date', [{ nik: ward.nik }]],
    ['that answers no date', [{ ...ward, birthDate: '01-01-2015' }]],
  ])('are himself alone with a register %s, and it is asked again', async (_how, answer) => {
    const { findSubjects, asked } = createFinder(answer, [ward]);
    expect(await findSubjects(warga)).toEqual([self]);
    expect(await findSubjects(warga)).toEqual([self, { ...ward, relation: 'WARD' }]);
    expect(asked).toHaveLength(2);
  });

  it('are not another’s of the same issuer, nor a former NIK’s of the same person', async () => {
    const { findSubjects, asked } = createFinder([ward], []);
    await findSubjects(warga);
    const corrected = personWith({ subjectNik: '3671010101900009' });
    expect(corrected.entitlementsKey).toBe(warga.entitlementsKey);
    expect(await findSubjects(corrected)).toEqual([{ nik: '3671010101900009', relation: 'SELF' }]);
    await findSubjects(personWith({ id: 'other', subjectNik: nik }));
    expect(asked).toEqual(['sari', 'sari', 'other']);
  });

  it('are not remembered beyond the token', async () => {
    const { findSubjects, clock, asked } = createFinder([ward]);
    const short = personWith({ subjectNik: nik, tokenExpiresAtMs: NOW + 1_000 });
    await findSubjects(short);
    clock.advanceMs(1_000);
    await findSubjects(short);
    expect(asked).toHaveLength(2);
  });

  it('are not remembered beyond five minutes', async () => {
    const { findSubjects, clock, asked } = createFinder([ward]);
    await findSubjects(warga);
    clock.advanceMs(300_000);
    await findSubjects(warga);
    expect(asked).toHaveLength(2);
  });

  it('are asked for once a token, however many requests come at once', async () => {
    const { findSubjects, clock, asked } = createFinder([ward]);
    const both = await Promise.all([findSubjects(warga), findSubjects(warga)]);
    clock.advanceMs(299_999);
    expect([...both, await findSubjects(warga)]).toEqual(
      Array.from({ length: 3 }, () => [self, { ...ward, relation: 'WARD' }]),
    );
    expect(asked).toHaveLength(1);
  });
});

describe('an operation', () => {
  const subgraphs = {
    register: {
      typeDefs:
        'type Query { count: Int resident: Resident } type Resident @tag(name: "personal") { name: String }',
      resolvers: { Query: { count: () => 1, resident: () => ({ name: 'Sari' }) } },
    },
  };

  it('that selects nothing personal does not ask the register', async () => {
    const { findSubjects, asked } = createFinder([ward]);
    const graph = await startGraph({ subgraphs, findSubjects, requirePurpose: true });
    await graph.ask('{ count }', { caller: warga });
    expect(asked).toEqual([]);
    await graph.ask('{ resident { name } }', { caller: warga });
    expect(asked).toHaveLength(1);
    await graph.stop();
  });

  it('waits for a register that hangs no longer than for its own deadline', async () => {
    const findSubjects = () => new Promise<never>(() => undefined);
    const graph = await startGraph({ subgraphs, findSubjects, deadlineMs: 100 });
    const answer = await graph.ask('{ resident { name } }', { caller: warga });
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['GATEWAY_TIMEOUT']);
    expect(graph.asked).toEqual([]);
    await graph.stop();
  });
});
