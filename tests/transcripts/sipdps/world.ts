import type {
  PlantingReport,
  Province,
  RegencyWorld,
} from '../../../simulators/province/province.ts';
import { transcriptWorld as dukcapilWorld } from '../dukcapil/world.ts';

const report: PlantingReport = {
  reporterNip: '198001012010011001',
  reporterName: 'PENYULUH CONTOH',
  reportedOn: '2026-04-10',
  visitedOn: '2026-04-08',
  districtName: 'Balaraja',
  villageName: 'Contoh Kulon',
  commodity: 'Padi',
  variety: 'Inpari 32',
  landCategory: 'Sawah',
  areaHectares: '1.25',
  daysAfterPlanting: 14,
  latitude: '-6.20001',
  longitude: '106.45001',
};

const regency = (code: string, name: string, plantingReports: PlantingReport[]): RegencyWorld => ({
  code,
  name,
  households: [],
  finance: { fiscalYear: 2026, stage: 'ORIGINAL', units: [], budget: [], payments: [], earlier: [] },
  aid: [],
  agriculture: { allocations: [], plantingReports },
  strayHouseholds: [],
  strayPayments: [],
});

/** The world that the exchanges of this folder speak of: two reports of Kab. Tangerang and one of Kota Tangerang. */
export const transcriptWorld: Province = {
  ...dukcapilWorld,
  regencies: new Map([
    [
      '36.03',
      regency('36.03', 'Kabupaten Tangerang', [
        report,
        {
          ...report,
          reportedOn: '2026-03-01',
          visitedOn: '2026-02-27',
          commodity: 'Jagung',
          variety: 'Bisi 18',
          landCategory: 'Bukan Sawah',
          areaHectares: '0.5',
          daysAfterPlanting: 3,
        },
      ]),
    ],
    [
      '36.71',
      regency('36.71', 'Kota Tangerang', [
        {
          ...report,
          reportedOn: '2026-05-03',
          visitedOn: '2026-05-03',
          districtName: 'Neglasari',
          villageName: 'Contoh Wetan',
          areaHectares: '0.2',
          daysAfterPlanting: 21,
        },
      ]),
    ],
  ]),
};
