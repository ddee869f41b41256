import type { HealthWorld, Province } from '../../../simulators/province/province.ts';
import { transcriptWorld as otherWorld } from '../dukcapil/world.ts';

/**
 * The world that the exchanges of this folder speak of: a girl with two immunisations, a man without any, and a woman
 * whose record is refused, all known to Kota Tangerang's organisation. They are invented.
 */
const health: HealthWorld = {
  facilities: [],
  strayFacilities: [],
  patients: [
    {
      nik: '3671016304190001',
      ihsNumber: 'P01234567890',
      name: 'MAWAR CONTOH',
      sex: 2,
      birthDate: '2019-04-23',
      refused: false,
      changedAt: '2025-05-31T06:40:40.038Z',
      immunizations: [
        {
          id: '7af11905-8d49-47dc-a72b-bca4948c01e7',
          vaccineCode: '19',
          vaccine: 'BCG',
          occurredOn: '2019-05-20',
          doseNumber: 1,
          status: 'completed',
        },
        {
          id: '0b6a3f0e-2c55-4a40-9d0c-6f0a2b9d7c11',
          vaccineCode: '04',
          vaccine: 'Campak-Rubela (MR)',
          occurredOn: '2020',
          doseNumber: null,
          status: 'not-done',
        },
      ],
    },
    {
      nik: '3671010511820002',
      ihsNumber: 'P01234567891',
      name: 'BUDI CONTOH',
      sex: 1,
      birthDate: '1982-11-05',
      refused: false,
      changedAt: '2025-05-31T06:40:40.038Z',
      immunizations: [],
    },
    {
      nik: '3671015703850003',
      ihsNumber: 'P01234567892',
      name: 'SITI CONTOH',
      sex: 2,
      birthDate: '1985-03-17',
      refused: true,
      changedAt: '2025-05-31T06:40:40.038Z',
      immunizations: [],
    },
  ],
};

const base = otherWorld.regencies.get('36.73');
if (base === undefined) throw new Error('the other transcripts have no regency to begin with');

export const transcriptWorld: Province = {
  ...otherWorld,
  regencies: new Map([['36.71', { ...base, code: '36.71', name: 'Kota Tangerang', health }]]),
};
