import type { Pupil, RegencyWorld, School } from '../../../simulators/province/province.ts';
import { transcriptWorld as dukcapilWorld } from '../dukcapil/world.ts';

/** The world that the exchanges of this folder speak of: one primary school with one class of two, and one who left. */
const pupil: Pupil = {
  pesertaDidikId: '3f0c9a52-1111-4c6b-8d5e-000000000001',
  registrasiId: '3f0c9a52-2222-4c6b-8d5e-000000000001',
  anggotaRombelId: '3f0c9a52-3333-4c6b-8d5e-000000000001',
  rombonganBelajarId: '3f0c9a52-4444-4c6b-8d5e-000000000001',
  nik: '3673015204160011',
  nisn: '0016900001',
  nameOnRecord: 'RANI CONTOH',
  sex: 2,
  birthPlace: 'SERANG',
  birthDate: '2016-04-12',
  religion: 1,
  motherName: 'SITI RAHAYU CONTOH',
  fatherName: 'BUDI SANTOSO CONTOH',
  grade: 4,
  enteredOn: '2022-07-15',
};

const withoutNik: Pupil = {
  ...pupil,
  pesertaDidikId: '3f0c9a52-1111-4c6b-8d5e-000000000002',
  registrasiId: '3f0c9a52-2222-4c6b-8d5e-000000000002',
  anggotaRombelId: '3f0c9a52-3333-4c6b-8d5e-000000000002',
  nik: null,
  nisn: '0016900002',
  nameOnRecord: 'DODI CONTOH',
  sex: 1,
};

const leaver: Pupil = {
  ...pupil,
  pesertaDidikId: '3f0c9a52-1111-4c6b-8d5e-000000000003',
  registrasiId: '3f0c9a52-2222-4c6b-8d5e-000000000003',
  anggotaRombelId: null,
  rombonganBelajarId: null,
  nik: null,
  nisn: '0006900003',
  nameOnRecord: 'TONI CONTOH',
  sex: 1,
  birthDate: '2006-04-01',
  grade: 6,
  enteredOn: '2012-07-15',
};

export const transcriptSchool: School = {
  npsn: '20973901',
  sekolahId: '3f0c9a52-5555-4c6b-8d5e-000000000001',
  name: 'SD NEGERI CONTOH 1',
  level: 'SD',
  isPublic: true,
  villageCode: '36.73.01.1001',
  villageName: 'SERANG',
  regencyName: 'Kota Serang',
  street: 'JL. MELATI CONTOH NO. 9',
  postalCode: '42111',
  classes: [
    {
      rombonganBelajarId: '3f0c9a52-4444-4c6b-8d5e-000000000001',
      name: 'Kelas 4A',
      grade: 4,
      teacher: { ptkId: '3f0c9a52-6666-4c6b-8d5e-000000000001', name: 'AMINAH CONTOH' },
    },
  ],
  pupils: [pupil, withoutNik],
  leaver,
};

const [, regency] = [...dukcapilWorld.regencies].find(([code]) => code === '36.73') ?? [];

const transcriptRegency: RegencyWorld = {
  ...(regency as RegencyWorld),
  education: { schools: [transcriptSchool] },
};

export const transcriptWorld = {
  ...dukcapilWorld,
  regencies: new Map([[transcriptRegency.code, transcriptRegency]]),
};
