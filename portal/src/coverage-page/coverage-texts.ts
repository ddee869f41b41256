import type { Bilingual, Language } from '../explorer-config.ts';
import type { CoverageState } from './read-coverage.ts';
import type { SectorName } from './sectors.ts';
import type { CoverageSummary } from './summarize-coverage.ts';

/** A state as a chip's letter, as a word and as a sentence; letters differ within a language. */
export interface StateText {
  readonly letter: string;
  readonly name: string;
  readonly meaning: string;
}

export interface CoverageTexts {
  readonly title: string;
  readonly language: string;
  readonly toExplorer: string;
  readonly refresh: string;
  readonly loading: string;
  readonly noAnswer: string;
  readonly readAt: (time: string) => string;
  readonly livePopulation: (summary: CoverageSummary) => string;
  readonly down: (summary: CoverageSummary) => string;
  readonly caption: string;
  readonly regency: string;
  readonly withData: (count: number, all: number) => string;
  readonly regencyDown: string;
  readonly notKnown: string;
  readonly legend: string;
  readonly system: string;
  readonly controller: string;
  readonly asOf: string;
  readonly gap: string;
  readonly missing: (missing: number, all: number, parts: 'schools' | 'parts') => string;
  readonly sectors: Readonly<Record<SectorName, string>>;
  readonly states: Readonly<Record<CoverageState, StateText>>;
}

const id: CoverageTexts = {
  title: 'Cakupan data',
  language: 'Bahasa',
  toExplorer: 'Penjelajah GraphQL',
  refresh: 'Segarkan',
  loading: 'Memeriksa sistem di setiap kabupaten dan kota…',
  noAnswer: 'Gateway tidak menjawab; coba lagi sebentar lagi.',
  readAt: (time) => `Keadaan pukul ${time}`,
  livePopulation: ({ livePopulation, regencies }) =>
    `${livePopulation} dari ${regencies} kabupaten/kota memiliki data kependudukan langsung.`,
  down: ({ systemsDown, regenciesDown }) => {
    if (systemsDown === 0) return 'Tidak ada sistem yang diketahui mati.';
    const whole = regenciesDown === 0 ? '' : `; ${regenciesDown} kabupaten/kota seluruhnya`;
    return `${systemsDown} sistem mati${whole}.`;
  },
  caption: 'Keadaan tiap port menurut kabupaten/kota dan sektor. Tombol panah berpindah antarport.',
  regency: 'Kabupaten/kota',
  withData: (count, all) => `${count} dari ${all} berdata`,
  regencyDown: 'Mati seluruhnya',
  notKnown: 'Keadaannya tidak dapat diketahui.',
  legend: 'Keterangan',
  system: 'Sistem',
  controller: 'Pengendali data',
  asOf: 'Keadaan data',
  gap: 'Kekurangan',
  missing: (missing, all, parts) =>
    `${missing} dari ${all} ${parts === 'schools' ? 'sekolah' : 'bagian'} tidak ada`,
  sectors: {
    population: 'Kependudukan',
    finance: 'Keuangan',
    education: 'Pendidikan',
    health: 'Kesehatan',
    agriculture: 'Pertanian',
    other: 'Lainnya',
  },
  states: {
    LIVE: { letter: 'L', name: 'Langsung', meaning: 'Dibaca langsung; sistemnya menjawab.' },
    REPLICA: { letter: 'R', name: 'Replika', meaning: 'Dari salinan atau berkas yang masih baru.' },
    STALE: { letter: 'U', name: 'Usang', meaning: 'Dari salinan yang lebih tua daripada janji.' },
    DOWN: { letter: 'M', name: 'Mati', meaning: 'Tidak menjawab, atau belum pernah dipanen.' },
    BOUND: { letter: 'T', name: 'Terikat', meaning: 'Ada sistem; keadaannya tidak diketahui.' },
    MAINTENANCE: { letter: 'P', name: 'Pemeliharaan', meaning: 'Dalam masa pemeliharaan.' },
    OFF: { letter: 'N', name: 'Nonaktif', meaning: 'Dimatikan oleh wilayah.' },
    NOT_BOUND: { letter: '–', name: 'Tidak ada', meaning: 'Tidak ada sistem yang terikat.' },
  },
};

const en: CoverageTexts = {
  title: 'Data coverage',
  language: 'Language',
  toExplorer: 'GraphQL explorer',
  refresh: 'Refresh',
  loading: 'Trying the systems of every regency…',
  noAnswer: 'The gateway does not answer; try again in a moment.',
  readAt: (time) => `As of ${time}`,
  livePopulation: ({ livePopulation, regencies }) =>
    `${livePopulation} of ${regencies} regencies have live population data.`,
  down: ({ systemsDown, regenciesDown }) => {
    if (systemsDown === 0) return 'No system is known to be down.';
    const verb = systemsDown === 1 ? 'system is' : 'systems are';
    const whole =
      regenciesDown === 0
        ? ''
        : `; ${regenciesDown} ${regenciesDown === 1 ? 'regency' : 'regencies'} wholly`;
    return `${systemsDown} ${verb} down${whole}.`;
  },
  caption: 'The state of each port, by regency and sector. The arrow keys move between ports.',
  regency: 'Regency',
  withData: (count, all) => `${count} of ${all} with data`,
  regencyDown: 'Wholly down',
  notKnown: 'Its state cannot be told.',
  legend: 'Legend',
  system: 'System',
  controller: 'Controller',
  asOf: 'Data as of',
  gap: 'Gap',
  missing: (missing, all, parts) => `${missing} of ${all} ${parts} missing`,
  sectors: {
    population: 'Population',
    finance: 'Finance',
    education: 'Education',
    health: 'Health',
    agriculture: 'Agriculture',
    other: 'Other',
  },
  states: {
    LIVE: { letter: 'L', name: 'Live', meaning: 'Read directly; the system answers.' },
    REPLICA: { letter: 'R', name: 'Replica', meaning: 'From a replica or a file that is fresh.' },
    STALE: { letter: 'S', name: 'Stale', meaning: 'From a replica older than promised.' },
    DOWN: { letter: 'D', name: 'Down', meaning: 'Does not answer, or was never harvested.' },
    BOUND: { letter: 'B', name: 'Bound', meaning: 'There is a system; its state is not known.' },
    MAINTENANCE: { letter: 'M', name: 'Maintenance', meaning: 'In a maintenance window.' },
    OFF: { letter: 'O', name: 'Off', meaning: 'Switched off by the region.' },
    NOT_BOUND: { letter: '–', name: 'None', meaning: 'No system is bound.' },
  },
};

/** Everything the coverage page says. */
export const coverageTexts: Readonly<Record<Language, CoverageTexts>> = { id, en };

/** What a chip calls a port; one that is not here is called by its name in the registry. */
const PORT_LABELS: Readonly<Record<string, Bilingual>> = {
  Resident: { id: 'Penduduk', en: 'Residents' },
  Family: { id: 'Keluarga', en: 'Families' },
  PopulationStatistics: { id: 'Statistik', en: 'Statistics' },
  Budget: { id: 'Anggaran', en: 'Budget' },
  Payment: { id: 'Pembayaran', en: 'Payments' },
  AidRecipient: { id: 'Bantuan', en: 'Aid' },
  School: { id: 'Sekolah', en: 'Schools' },
  Pupil: { id: 'Murid', en: 'Pupils' },
  Facility: { id: 'Faskes', en: 'Facilities' },
  HealthRecord: { id: 'Rekam medis', en: 'Records' },
  FarmerAllocation: { id: 'Pupuk', en: 'Fertiliser' },
  Planting: { id: 'Tanam', en: 'Planting' },
};

export function portLabel(port: string, language: Language): string {
  return PORT_LABELS[port]?.[language] ?? port;
}
