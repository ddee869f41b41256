import type { Random } from './create-random.ts';

const MALE = `ADE AGUS AHMAD ALDI ANDI ANWAR ARIF ASEP BAGAS BAYU BUDI CECEP DADANG DANI DEDI DENI DIMAS EKO ENDANG FAJAR FARHAN
FIRMAN GILANG HADI HAMDAN HENDRA HERU IMAN INDRA IRFAN JAJANG JAMAL JOKO KOSIM KURNIA LUKMAN MAMAN MUKHLIS NANA NURDIN OMAN
PANDU RAHMAT RENDI RIDWAN RUDI SAEPUL SAMSUL SLAMET SOLEH SUPRI TATANG TAUFIK TEGUH TONI UJANG USEP WAHYU WAWAN YADI YUSUF ZAENAL`;
const FEMALE = `AAS AI AISYAH ANI ANISA AYU CITRA DEWI DIAH DINA EKA ELIS EMI ENENG ENTIN EUIS FATIMAH FITRI GITA HANI HESTI IDA IIS IKA
INTAN IROH JUBAEDAH KARTIKA KOKOM LASTRI LILIS LINA MAYA MEGA MIMIN NENG NIA NINING NUR NURUL OOM PIPIT PUTRI RATNA RINI RIRIN
RODIAH ROHANI SALMA SARI SITI SRI SUSI TATI TINI TITIN UUM WATI WIDYA WIWIN YANI YATI YULI ZAHRA`;
const LAST_MALE = `ADITYA ALAMSYAH ANSORI BAHTIAR DARMAWAN EFENDI FAUZI FIRDAUS GUNAWAN HAKIM HERMAWAN HIDAYAT IRAWAN ISKANDAR KARTIWA
KOMARUDIN KUSNADI MAULANA MULYANA NUGRAHA PERMANA PRASETYO PRATAMA PURNAMA RAMADHAN ROHMAN RUKMANA SANJAYA SAPUTRA SETIAWAN
SOPANDI SUHENDAR SUPRIATNA SURYANA SUTISNA WIBOWO WIJAYA YULIANTO`;
const LAST_FEMALE = `AMALIA ANGGRAENI APRILIANI ASTUTI AZIZAH FADILAH FAUZIAH HANDAYANI HASANAH HERAWATI KOMALASARI KURNIASIH KUSUMAWATI
LESTARI MARLINA MARYANI MULYATI NINGSIH NURAENI NURHAYATI NURJANAH PERMATASARI PUSPITASARI RAHAYU RAHMAWATI ROHAENI SAFITRI
SAODAH SOLIHAH SULASTRI SUMIATI SURYANI SUSANTI UTAMI WULANDARI YULIANTI`;
const STREETS = `MELATI MAWAR KENANGA ANGGREK CEMPAKA FLAMBOYAN BERINGIN MERPATI KUTILANG RAJAWALI GARUDA PAHLAWAN MERDEKA PENDIDIKAN
MASJID PASAR SAWAH KEBON KELAPA BAMBU SUNGAI BENDUNGAN`;

type Names = readonly [string, ...string[]];
const list = (text: string) => text.split(/\s+/) as [string, ...string[]];

const FIRST: Record<1 | 2, Names> = { 1: list(MALE), 2: list(FEMALE) };
const LAST: Record<1 | 2, Names> = { 1: list(LAST_MALE), 2: list(LAST_FEMALE) };
const STREET_NAMES = list(STREETS);

/** An invented name as registers write it, in capitals; one in nine has a single word. */
export function inventName(random: Random, sex: 1 | 2): string {
  const first = random.pick(FIRST[sex]);
  const style = random.integer(1, 9);
  if (style === 1) return first;
  const last = random.pick(LAST[sex]);
  return style < 6 ? `${first} ${last}` : `${first} ${random.pick(FIRST[sex])} ${last}`;
}

export function inventStreet(random: Random): string {
  const kind = random.pick(['JL.', 'JL.', 'GG.', 'KP.', 'PERUM']);
  return `${kind} ${random.pick(STREET_NAMES)} NO. ${random.integer(1, 180)}`;
}

/** How another register may have heard the same name. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^AHMAD\b/, 'ACHMAD'],
  [/^SITI\b/, 'ST'],
  [/SY/, 'SJ'],
  [/NUR /, 'NOER '],
  [/YADI/, 'JADI'],
  [/F/, 'P'],
  [/DI$/, 'DIE'],
  [/UD/, 'UDD'],
  [/AH$/, 'A'],
  [/U/, 'OE'],
];

/** `name` spelled differently, as the same person stands in another register. */
export function misspell(name: string): string {
  const [pattern, replacement] = SPELLINGS.find(([found]) => found.test(name)) ?? [/$/, ' A'];
  return name.replace(pattern, replacement);
}
