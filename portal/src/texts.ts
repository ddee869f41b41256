import type { Language } from './explorer-config.ts';
import type { TokenFault } from './session/request-token.ts';

export interface Texts {
  readonly subtitle: string;
  readonly toCoverage: string;
  readonly persona: string;
  readonly anonymous: string;
  readonly purpose: string;
  readonly noPurpose: string;
  readonly language: string;
  readonly loading: string;
  readonly configFailed: string;
  readonly fetchingToken: string;
  readonly noTokenNeeded: string;
  readonly tokenUntil: (time: string) => string;
  readonly tryAgain: string;
  readonly tokenFault: Readonly<Record<TokenFault, string>>;
  readonly noAnswer: string;
  readonly exampleWants: string;
  readonly anybody: string;
  readonly exampleReady: string;
  readonly useThese: string;
  readonly explain: string;
  readonly explainNothingRun: string;
  readonly explainNotTold: string;
  readonly explainNothingFetched: string;
  readonly explainFetches: string;
  readonly explainSubgraph: string;
  readonly explainObjects: string;
  readonly explainRoot: string;
  readonly explainStart: string;
  readonly explainDuration: string;
  /** By the value of `Jawara-Purpose`; one that is not here is shown as it is. */
  readonly purposes: Readonly<Record<string, string>>;
}

const id: Texts = {
  subtitle: 'Penjelajah GraphQL',
  toCoverage: 'Cakupan data',
  persona: 'Masuk sebagai',
  anonymous: 'Anonim (tanpa token)',
  purpose: 'Tujuan',
  noPurpose: 'Tanpa tujuan',
  language: 'Bahasa',
  loading: 'Memuat penjelajah…',
  configFailed: 'Penjelajah tidak dapat dimulai: gateway tidak memberikan konfigurasinya.',
  fetchingToken: 'Mengambil token…',
  noTokenNeeded: 'Tanpa token',
  tokenUntil: (time) => `Token berlaku sampai ${time}`,
  tryAgain: 'Coba lagi',
  tokenFault: {
    NO_ISSUER: 'Tidak ada token: gateway ini tidak menyebutkan penerbit token.',
    UNREACHABLE: 'Tidak ada token: penerbit token tidak dapat dihubungi.',
    REFUSED: 'Tidak ada token: penerbit menolak memberikannya untuk persona ini.',
    MALFORMED: 'Tidak ada token: jawaban penerbit tidak memuat token.',
  },
  noAnswer: 'Gateway tidak memberikan jawaban GraphQL. Apakah masih berjalan?',
  exampleWants: 'Contoh ini memerlukan',
  anybody: 'siapa pun',
  exampleReady: 'Contoh ini siap dijalankan sebagai',
  useThese: 'Terapkan',
  explain: 'Rencana dan waktu',
  explainNothingRun: 'Belum ada operasi yang dijalankan.',
  explainNotTold: 'Pemanggil ini tidak berhak melihat rencana.',
  explainNothingFetched: 'Tidak ada yang perlu diambil dari subgraf.',
  explainFetches: 'Pengambilan dari subgraf, menurut urutan dikirim',
  explainSubgraph: 'Subgraf',
  explainObjects: 'Untuk objek',
  explainRoot: 'medan akar',
  explainStart: 'Mulai, ms',
  explainDuration: 'Lama, ms',
  purposes: {
    PUBLIC_SERVICE: 'Pelayanan publik',
    DEVELOPMENT_PLANNING: 'Perencanaan pembangunan',
    BUDGET_ALLOCATION: 'Alokasi anggaran',
    DEMOCRATIC_DEVELOPMENT: 'Pembangunan demokrasi',
    LAW_ENFORCEMENT: 'Penegakan hukum',
    EMERGENCY: 'Keadaan darurat',
    SUBJECT_ACCESS: 'Data saya sendiri',
  },
};

const en: Texts = {
  subtitle: 'GraphQL explorer',
  toCoverage: 'Data coverage',
  persona: 'Signed in as',
  anonymous: 'Anonymous (no token)',
  purpose: 'Purpose',
  noPurpose: 'No purpose',
  language: 'Language',
  loading: 'Loading the explorer…',
  configFailed: 'The explorer cannot start: the gateway does not give its configuration.',
  fetchingToken: 'Getting a token…',
  noTokenNeeded: 'No token',
  tokenUntil: (time) => `Token valid until ${time}`,
  tryAgain: 'Try again',
  tokenFault: {
    NO_ISSUER: 'No token: this gateway names no issuer of tokens.',
    UNREACHABLE: 'No token: the issuer cannot be reached.',
    REFUSED: 'No token: the issuer refuses one for this persona.',
    MALFORMED: "No token: the issuer's answer holds none.",
  },
  noAnswer: 'The gateway gave no GraphQL answer. Is it still running?',
  exampleWants: 'This example wants',
  anybody: 'anybody',
  exampleReady: 'This example is ready to run as',
  useThese: 'Apply',
  explain: 'Plan and times',
  explainNothingRun: 'No operation has been run yet.',
  explainNotTold: 'This caller may not see plans.',
  explainNothingFetched: 'Nothing had to be fetched from a subgraph.',
  explainFetches: 'Fetches from subgraphs, in the order in which they were sent',
  explainSubgraph: 'Subgraph',
  explainObjects: 'For objects',
  explainRoot: 'root fields',
  explainStart: 'Start, ms',
  explainDuration: 'Took, ms',
  purposes: {
    PUBLIC_SERVICE: 'Public service',
    DEVELOPMENT_PLANNING: 'Development planning',
    BUDGET_ALLOCATION: 'Budget allocation',
    DEMOCRATIC_DEVELOPMENT: 'Democratic development',
    LAW_ENFORCEMENT: 'Law enforcement',
    EMERGENCY: 'Emergency',
    SUBJECT_ACCESS: 'My own data',
  },
};

/** Everything the explorer itself says. */
export const texts: Readonly<Record<Language, Texts>> = { id, en };
