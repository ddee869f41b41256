import { describe, expect, it } from '@jest/globals';
import { toPupilRecord } from '../../../subgraphs/education/dapodik-pupil.ts';

const enteredOn = (text: unknown) =>
  toPupilRecord(
    {
      peserta_didik_id: '0f1e2d3c-0000-4000-8000-000000000001',
      nama: 'MURID CONTOH',
      nisn: null,
      nik: null,
      tanggal_masuk_sekolah: text,
      rombongan_belajar_id: 'a',
      tingkat_pendidikan_id: '1',
      nama_rombel: '1A',
    },
    '20971001',
    '2026-03-02',
  )?.sealed['enteredOn'];

describe('the day on which a pupil entered a school, which decides who has him', () => {
  it.each([
    '9999',
    'zzzz',
    '2026-03-03',
    '2026-02-30',
    '02-03-2026',
    '20250714',
    '2025-07-14; DROP',
    null,
  ])('is nothing where it says %s', (text) => {
    expect(enteredOn(text)).toBeNull();
  });

  it.each(['2025-07-14', '2026-03-02', '2025-07-14 00:00:00', '2025-07-14T00:00:00.000Z'])(
    'is taken where it says %s',
    (text) => {
      expect(enteredOn(text)).toBe(text.slice(0, 10));
    },
  );
});
