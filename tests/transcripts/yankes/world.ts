import type { HealthFacility, HealthWorld, Province } from '../../../simulators/province/province.ts';
import { transcriptWorld as otherWorld } from '../dukcapil/world.ts';

const facility = (
  id: number,
  code: string,
  name: string,
  rest: Pick<HealthFacility, 'kind' | 'grade' | 'town' | 'beds'>,
): HealthFacility => ({ id, code, name, ...rest });

/** The world that the exchanges of this folder speak of: two hospitals, a Puskesmas, and a hospital of Kota Serang. */
const health: HealthWorld = {
  patients: [],
  facilities: [
    facility(4, '0470C001', 'RSIA Contoh Satu', {
      kind: 'RSIA',
      grade: 'B',
      town: 'Kota Tangerang',
      beds: { total: 8, occupied: 3 },
    }),
    facility(5, '0470C002', 'RSU Contoh Dua', {
      kind: 'RSU',
      grade: 'B',
      town: 'Kota Tangerang Banten',
      beds: { total: 40, occupied: 40 },
    }),
    facility(6, '0470C003', 'Puskesmas Contoh', {
      kind: 'PUSKESMAS',
      grade: '-',
      town: 'Tangerang',
      beds: null,
    }),
  ],
  strayFacilities: [
    facility(7, '0490C001', 'RSU Nyasar Contoh', {
      kind: 'RSU',
      grade: 'C',
      town: 'Kota Serang',
      beds: { total: 99, occupied: 0 },
    }),
  ],
};

const base = otherWorld.regencies.get('36.73');
if (base === undefined) throw new Error('the other transcripts have no regency to begin with');

export const transcriptWorld: Province = {
  ...otherWorld,
  regencies: new Map([['36.71', { ...base, code: '36.71', name: 'Kota Tangerang', health }]]),
};
