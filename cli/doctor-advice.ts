import type { SystemBinding } from '../common/binding.ts';
import type { Language } from '../common/errors/catalogue.ts';
import type { SystemState } from './region-report.ts';

type Advice = (binding: SystemBinding) => string;

/** What the connection's variables are about, for whoever has to set them right. */
const PLACE = {
  sql: {
    en: 'host, port and database of its URL',
    id: 'host, port, dan nama basis data pada URL-nya',
  },
  http: {
    en: 'its base URL and the network route to it',
    id: 'URL dasarnya dan jalur jaringan ke sana',
  },
  rest: {
    en: 'its base URL and the network route to it',
    id: 'URL dasarnya dan jalur jaringan ke sana',
  },
  oauth2: {
    en: 'its base URL, its token URL and the network route to both',
    id: 'URL dasar dan URL tokennya serta jalur jaringan ke sana',
  },
  fleet: {
    en: "the addresses in its servers file, and whether the institutions' computers are switched on",
    id: 'alamat dalam berkas daftar servernya, dan apakah komputer lembaga-lembaganya menyala',
  },
  workbook: {
    en: 'that the folder exists, can be read and holds .xlsx files',
    id: 'apakah foldernya ada, dapat dibaca, dan berisi berkas .xlsx',
  },
} as const;

const ADVICE: Readonly<Record<SystemState, Readonly<Record<Language, Advice>>>> = {
  WELL: { en: () => 'Nothing to do.', id: () => 'Tidak ada yang perlu dilakukan.' },
  OFF: {
    en: () => 'Switched off by its owner; set `enabled: true` in its file to open it again.',
    id: () =>
      'Dimatikan oleh pemiliknya; tulis `enabled: true` pada berkasnya untuk membukanya lagi.',
  },
  MAINTENANCE: {
    en: () => 'In a maintenance window; try again after its end.',
    id: () => 'Sedang dalam masa pemeliharaan; coba lagi setelah selesai.',
  },
  CREDENTIALS_NOT_TRIED: {
    en: ({ contact, adapter }) =>
      adapter === 'dukcapil'
        ? `It answers; whether it takes our credentials is only seen by asking for a person. Get a test NIK from ${contact} and give it with --nik.`
        : 'It answers; whether it takes our credentials is seen when it is first asked.',
    id: ({ contact, adapter }) =>
      adapter === 'dukcapil'
        ? `Sistem menjawab; kredensial baru terbukti bila satu NIK ditanyakan. Mintalah NIK uji kepada ${contact} lalu berikan dengan --nik.`
        : 'Sistem menjawab; kredensial baru terbukti ketika sistem pertama kali ditanya.',
  },
  UNREACHABLE: {
    en: ({ contact, connection }) =>
      `Check ${PLACE[connection.kind].en}; if those are right, ask ${contact} whether it is running and lets us in.`,
    id: ({ contact, connection }) =>
      `Periksa ${PLACE[connection.kind].id}; bila sudah benar, tanyakan kepada ${contact} apakah sistem menyala dan mengizinkan kita masuk.`,
  },
  CREDENTIALS_REJECTED: {
    en: ({ contact }) =>
      `User, password, key or our registered IP address is refused. Compare the variables with what ${contact} has given, or ask for new ones.`,
    id: ({ contact }) =>
      `Nama pengguna, sandi, kunci, atau alamat IP terdaftar kita ditolak. Cocokkan isi variabel dengan yang diberikan ${contact}, atau mintalah yang baru.`,
  },
  QUOTA_EXHAUSTED: {
    en: ({ contact }) =>
      `The quota or limit is used up. Wait until it is renewed, or ask ${contact} for a higher one.`,
    id: ({ contact }) =>
      `Kuota atau batas sudah habis. Tunggu sampai diperbarui, atau mintalah tambahan kepada ${contact}.`,
  },
  UNREADABLE: {
    en: ({ adapter, contact }) =>
      `It answers something that the adapter ${adapter} cannot read. Check that the address leads to the right system, and ask ${contact} whether its version has changed.`,
    id: ({ adapter, contact }) =>
      `Jawabannya tidak dapat dibaca adapter ${adapter}. Pastikan alamatnya menuju sistem yang benar, dan tanyakan kepada ${contact} apakah versinya berubah.`,
  },
  TEST_NIK_UNKNOWN: {
    en: ({ contact }) =>
      `It answers, but does not know the test NIK as a resident of this region. Ask ${contact} for one that it knows.`,
    id: ({ contact }) =>
      `Sistem menjawab, tetapi tidak mengenal NIK uji sebagai penduduk wilayah ini. Mintalah NIK uji lain kepada ${contact}.`,
  },
};

/** What to do next about a system in this state, in plain words. */
export function adviseOn(state: SystemState, binding: SystemBinding, language: Language): string {
  return ADVICE[state][language](binding);
}
