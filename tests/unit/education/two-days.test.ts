import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEducationBench, harvestAll, type EducationBench } from './education-bench.ts';

const DAY_MS = 24 * 3_600_000;
/** The bench begins on 21 September. */
const TO_OCTOBER_MS = 10 * DAY_MS;
const FIRST_DAY = '2026-09-21T03:00:00.000Z';
const SCHOOL = '20971002';
const DEAD = '20971001';

describe('figures of schools on two days', () => {
  let bench: EducationBench;
  beforeEach(async () => {
    bench = await createEducationBench(['36.71']);
  });
  afterEach(() => bench.stop());

  async function classes() {
    const { data, errors } = await bench.ask(
      {},
      `{ school(npsn: "${SCHOOL}", regionCode: "36.71") {
        classes { name pupils { value status asOf } } pupils { value status asOf } } }`,
    );
    expect(errors).toBeUndefined();
    return data!['school'] as { readonly pupils: { readonly value: number } };
  }

  async function region() {
    const { data, errors } = await bench.entities(
      {},
      [{ __typename: 'Region', code: '36.71' }],
      `... on Region { education { pupils { value status asOf }
        byLevel { level pupils { value status } } unknownSchools provenance { state asOf } } }`,
    );
    expect(errors).toBeUndefined();
    return (data as { _entities: [{ education: Figures }] })._entities[0].education;
  }

  /** Somebody leaves the school, and a day later it is harvested, and the others but for one that is `left` out. */
  async function oneLeaves(left?: string) {
    bench.school(SCHOOL).changePupils((pupils) => pupils.slice(1));
    bench.clock.advanceMs(DAY_MS);
    await harvestAll(bench, left);
  }

  it('do not tell by their difference who has left a class', async () => {
    const oneDay = await classes();
    expect(oneDay).toMatchObject({ pupils: { value: 29, asOf: FIRST_DAY } });
    await oneLeaves();
    expect(await classes()).toEqual(oneDay);
  });

  it('do not tell it by the difference between a school that answers and one that is dead', async () => {
    await harvestAll(bench);
    await bench.school(SCHOOL).switchOff();
    const oneDay = await classes();
    expect(oneDay).toMatchObject({ pupils: { value: 29, asOf: FIRST_DAY } });
    await bench.school(SCHOOL).switchOn();
    await oneLeaves();
    expect(await classes()).toEqual(oneDay);
  });

  it('do not tell it by the difference of the regency’s sums, and say as of when they are', async () => {
    await harvestAll(bench);
    const oneDay = await region();
    expect(oneDay).toMatchObject({
      pupils: { value: 118, asOf: FIRST_DAY },
      provenance: { state: 'REPLICA', asOf: FIRST_DAY },
    });
    await oneLeaves();
    expect(await region()).toEqual({
      ...oneDay,
      provenance: { state: 'CACHED', asOf: FIRST_DAY },
    });
  });

  it('do not tell it while a school is missing either, which is not remembered once it answers', async () => {
    await bench.school(DEAD).switchOff();
    await harvestAll(bench, DEAD);
    const oneDay = await region();
    expect(oneDay).toMatchObject({ pupils: { value: 88 }, unknownSchools: 1 });
    await oneLeaves(DEAD);
    expect(await region()).toEqual(oneDay);
    await bench.school(DEAD).switchOn();
    await harvestAll(bench);
    const whole = await region();
    expect(whole).toMatchObject({ pupils: { value: 117 }, unknownSchools: 0 });
    // It is whole now, and stays so for the month.
    await oneLeaves();
    expect(await region()).toMatchObject({ pupils: whole.pupils, unknownSchools: 0 });
  });

  it('are counted anew when a month begins, behind an answer that says it is older', async () => {
    await harvestAll(bench);
    await Promise.all([classes(), region()]);
    bench.clock.advanceMs(TO_OCTOBER_MS);
    await oneLeaves();
    expect(await classes()).toMatchObject({ pupils: { value: 29, asOf: FIRST_DAY } });
    expect(await region()).toMatchObject({
      pupils: { value: 118 },
      provenance: { state: 'STALE' },
    });
    const counted = () => Promise.all([classes(), region()]);
    let latest = await counted();
    while (latest[0].pupils.value === 29 || latest[1].provenance.state === 'STALE') {
      await new Promise((resolve) => setTimeout(resolve, 5));
      latest = await counted();
    }
    expect(latest).toMatchObject([{ pupils: { value: 28 } }, { pupils: { value: 117 } }]);
  });
});

interface Figures {
  readonly pupils: { readonly value: number | null; readonly asOf: string };
  readonly provenance: { readonly state: string };
}
