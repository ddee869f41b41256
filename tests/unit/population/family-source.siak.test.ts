import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSiakFamilySource } from '../../../subgraphs/population/family-source.siak.ts';
import { serviceUrl } from '../../support/services.ts';
import { aCall, NOW } from './support/bindings.ts';
import type { BiodataRow } from './support/siak-fixture.ts';
import { createSiakHarness, type SiakHarness } from './support/siak-harness.ts';

const CARD = '3673011204100003';
const OTHER_CARD = '3673011204100004';

const people: readonly BiodataRow[] = [
  {
    NIK: '3673014101150003',
    NAMA_LGKP: 'ANAK KEDUA CONTOH',
    JENIS_KLMIN: 2,
    TGL_LHR: '2015-01-01',
    STAT_HBKEL: 4,
  },
  {
    NIK: '3673010101120004',
    NAMA_LGKP: 'ANAK PERTAMA CONTOH',
    TGL_LHR: '2012-01-01',
    STAT_HBKEL: 4,
    TGL_UBAH: '2025-01-01 00:00:00',
  },
  {
    NIK: '3673015703850002',
    NAMA_LGKP: 'ISTRI CONTOH',
    JENIS_KLMIN: 2,
    TGL_LHR: '1985-03-17',
    STAT_HBKEL: 3,
  },
  { NIK: '3673010511820001', NAMA_LGKP: 'KEPALA CONTOH', TGL_LHR: '1982-11-05' },
  { NIK: '3673010101400005', NAMA_LGKP: 'KAKEK CONTOH', STAT_HBKEL: 7, FLAG_STATUS: '2' },
  { NIK: '3673010101020006', NAMA_LGKP: 'PINDAH CONTOH', STAT_HBKEL: 4, FLAG_STATUS: '1' },
  { NIK: '3273010202900005', NAMA_LGKP: 'LAIN CONTOH', STAT_HBKEL: 9, NO_PROP: 32 },
  { NIK: '3673010101900007', NO_KK: OTHER_CARD, NAMA_LGKP: null, STAT_HBKEL: 99, TGL_LHR: null },
];

for (const dialect of ['postgresql', 'mariadb'] as const) {
  const server = await serviceUrl(dialect === 'postgresql' ? 'postgres' : 'mariadb');
  const describeIt = server === undefined ? describe.skip : describe;

  describeIt(`the siak adapter of the Family port on ${dialect}`, () => {
    let harness: SiakHarness;
    beforeAll(async () => {
      harness = await createSiakHarness(dialect, server ?? '', { people });
    });
    afterAll(() => harness.stop());
    const ask = (...noKks: string[]) =>
      createSiakFamilySource(harness.sql, harness.adapter).familiesByNoKk(aCall(), noKks);

    it('answers one card, or null, a key, by one call', async () => {
      const before = harness.calls.length;
      const cards = await ask('3673019999999999', OTHER_CARD, CARD);
      expect(cards.map((card) => (card instanceof Error ? card : (card?.noKk ?? null)))).toEqual([
        null,
        OTHER_CARD,
        CARD,
      ]);
      expect(harness.calls.slice(before)).toMatchObject([{ method: 'familiesByNoKk', keys: 3 }]);
    });

    it('lists the card in its order, without who has moved or died, and drops another region’s row', async () => {
      const before = harness.dropped.length;
      const [card] = await ask(CARD);
      expect(card).toEqual({
        noKk: CARD,
        changedAt: '2025-01-01T00:00:00Z',
        provenance: {
          system: 'siak',
          regionCode: '36.73',
          asOf: NOW,
          state: 'LIVE',
          controller: 'Disdukcapil 36.73',
        },
        members: [
          ['3673010511820001', 'KEPALA CONTOH', 'HEAD', 'MALE', '1982-11-05'],
          ['3673015703850002', 'ISTRI CONTOH', 'WIFE', 'FEMALE', '1985-03-17'],
          ['3673010101120004', 'ANAK PERTAMA CONTOH', 'CHILD', 'MALE', '2012-01-01'],
          ['3673014101150003', 'ANAK KEDUA CONTOH', 'CHILD', 'FEMALE', '2015-01-01'],
        ].map(([nik, name, relationship, sex, birthDate]) => ({
          nik,
          name,
          relationship,
          sex,
          birthDate,
          regionCode: '36.73',
        })),
      });
      expect(harness.dropped.length).toBe(before + 1);
    });

    it('maps what the register does not know to null', async () => {
      expect(await ask(OTHER_CARD)).toMatchObject([
        { members: [{ name: null, relationship: null, birthDate: null }] },
      ]);
    });
  });
}
