import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SourceError } from '../../../common/errors/errors.ts';
import type { ObservedCall, SourceCall } from '../../../connectors/connector.ts';
import type { DroppedRow } from '../../../subgraphs/population/dropped-row.ts';
import type { ResidentSource } from '../../../subgraphs/population/resident-source.ts';

/**
 * An adapter before a system of 36.73 that holds the people of the recorded exchanges: a woman, a man, and a row of
 * another province; 3673014107990009 is nobody's number.
 */
export interface ResidentHarness {
  readonly source: ResidentSource;
  readonly system: string;
  readonly call: SourceCall;
  readonly calls: readonly ObservedCall[];
  readonly dropped: readonly DroppedRow[];
  /** The instant of the adapter's clock. */
  readonly now: string;
  /** The status that the system gives somebody who is registered; null where it does not say. */
  readonly status: 'ACTIVE' | null;
  /** The instant of the rows' last change; null where the system does not say. */
  readonly changedAt: string | null;
  /** The same adapter before a system that cannot be reached. */
  readonly away: ResidentSource;
  stop(): Promise<void>;
}

const WOMAN = '3673015703850002';
const MAN = '3673010511820001';
const STRAY = '3273010202900005';
const NOBODY = '3673014107990009';

/** What every adapter of the port Resident keeps to. */
export function describeResidentSource(
  name: string,
  create: () => Promise<ResidentHarness>,
  describeIt: typeof describe | typeof describe.skip = describe,
): void {
  describeIt(`the Resident port's contract: ${name}`, () => {
    let harness: ResidentHarness;
    beforeAll(async () => {
      harness = await create();
    });
    afterAll(() => harness.stop());
    const ask = (...niks: string[]) => harness.source.residentsByNik(harness.call, niks);

    it('drops and counts a row of another region', async () => {
      const before = harness.dropped.length;
      expect(await ask(STRAY)).toEqual([null]);
      expect(harness.dropped.slice(before)).toEqual([
        { system: harness.system, regionCode: '36.73' },
      ]);
    });

    it('answers null for a number that nobody has', async () => {
      expect(await ask(NOBODY)).toEqual([null]);
    });

    it('asks nothing for no key', async () => {
      const before = harness.calls.length;
      expect(await ask()).toEqual([]);
      expect(harness.calls.length).toBe(before);
    });

    it('answers one value a key, in the keys’ order', async () => {
      const answers = await ask(NOBODY, MAN, STRAY, WOMAN);
      expect(answers.map((row) => (row instanceof Error ? row : (row?.nik ?? null)))).toEqual([
        null,
        MAN,
        null,
        WOMAN,
      ]);
    });

    it('gives the whole row, its codes mapped, with where it comes from', async () => {
      expect(await ask(WOMAN)).toEqual([
        {
          nik: WOMAN,
          noKk: '3673011204100003',
          name: 'SITI RAHAYU CONTOH',
          sex: 'FEMALE',
          birthPlace: 'SERANG',
          birthDate: '1985-03-17',
          maritalStatus: 'MARRIED',
          religion: 'ISLAM',
          educationLevel: 'DIPLOMA IV/STRATA I',
          occupation: 'GURU',
          bloodGroup: 'O',
          relationship: 'WIFE',
          status: harness.status,
          address: {
            street: 'JL. MELATI CONTOH NO. 7',
            rt: '003',
            rw: '011',
            hamlet: null,
            postalCode: '42111',
            village: { code: '36.73.01.1001' },
          },
          changedAt: harness.changedAt,
          provenance: {
            system: harness.system,
            regionCode: '36.73',
            asOf: harness.now,
            state: 'LIVE',
            controller: 'Disdukcapil 36.73',
          },
        },
      ]);
    });

    it('verifies nothing of another region’s row, and counts it', async () => {
      const before = harness.dropped.length;
      const elements = { name: 'DADANG CONTOH' };
      expect(await harness.source.verify(harness.call, STRAY, elements)).toBeNull();
      expect(harness.dropped.length).toBe(before + 1);
    });

    it('verifies nothing of a number that nobody has', async () => {
      const elements = { name: 'SITI RAHAYU CONTOH' };
      expect(await harness.source.verify(harness.call, NOBODY, elements)).toBeNull();
    });

    it('says of each element that is given whether it matches, and no more', async () => {
      const verified = await harness.source.verify(harness.call, WOMAN, {
        name: 'SITI RAHAJU CONTOH',
        birthDate: '1985-03-17',
        sex: 'MALE',
      });
      expect(verified).toEqual({
        nik: WOMAN,
        name: 'MISMATCH',
        birthPlace: 'NOT_CHECKED',
        birthDate: 'MATCH',
        sex: 'MISMATCH',
        noKk: 'NOT_CHECKED',
        changedAt: harness.changedAt,
        provenance: {
          system: harness.system,
          regionCode: '36.73',
          asOf: harness.now,
          state: 'LIVE',
          controller: 'Disdukcapil 36.73',
        },
      });
    });

    it('says that everything matches where it does', async () => {
      const verified = await harness.source.verify(harness.call, WOMAN, {
        name: 'SITI RAHAYU CONTOH',
        birthPlace: 'SERANG',
        birthDate: '1985-03-17',
        sex: 'FEMALE',
        noKk: '3673011204100003',
      });
      expect(verified).toMatchObject({
        name: 'MATCH',
        birthPlace: 'MATCH',
        birthDate: 'MATCH',
        sex: 'MATCH',
        noKk: 'MATCH',
      });
    });

    it('answers one error a key when the system is away, without a personal value in it', async () => {
      const answers = await harness.away.residentsByNik(harness.call, [WOMAN, MAN]);
      expect(answers).toHaveLength(2);
      for (const error of answers) {
        expect(error).toBeInstanceOf(SourceError);
        expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', region: '36.73' });
        expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/\d{16}/);
      }
      await expect(harness.away.verify(harness.call, WOMAN, { sex: 'MALE' })).rejects.toMatchObject(
        { code: 'SOURCE_UNAVAILABLE' },
      );
    });
  });
}
