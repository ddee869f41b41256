/** Marks of a person behind or beside an organisation: on behalf of, through, attention of, forms of address, degrees. */
const PERSON_MARK =
  /\b(a\.?\s?n|a\/n|q\.?q|u\.?p|d\/a|atas nama|untuk|sdr|sdri|saudara|saudari|bpk|bapak|ibu|tn|ny|nn|h|hj|drs?|dra|ir|prof|direktur|direktris|pimpinan|pemilik)\.?(?=[\s:]|$)/i;

/** A second part, an account's or a person's number. A comma is allowed once, before a legal form that follows. */
const SECOND_PART = /[()[\]/;:|"]|\s-\s|\d{5,}/;

/**
 * Legal forms written before the name. `UD` and `Toko` are not here: they are a person's trade name. Nor is `Firma`,
 * which is a given name too; its abbreviation with a dot is.
 */
const FORM_BEFORE =
  /^(p\.?t|c\.?v|perseroan terbatas|fa(?=\.)|koperasi|kud|yayasan|perkumpulan|perum|perumda|perusahaan umum|perusahaan daerah|bank|bpjs|bpr|bumdes|bum ?desa)\b\.?\s+\S/i;

/** Legal forms written after it: `Sinar Jaya, PT`. */
const FORM_AFTER =
  /^[^,]+,\s*(p\.?t|c\.?v|firma|fa|koperasi|yayasan|perum|perumda)\.?(\s+tbk\.?)?$/i;

/** What an agency's name begins with. */
const AGENCY = new Set(
  'dinas badan sekretariat inspektorat kecamatan kelurahan puskesmas rsud blud satpol kantor uptd'.split(
    ' ',
  ),
);

/** What a treasurer's name is made of, and an agency's: from these words alone, so that no person's name is among them. */
const OFFICIAL = new Set(
  `${[...AGENCY].join(' ')} bendahara pengeluaran penerimaan pembantu khusus gaji bos umum daerah kas negara
  kesehatan pendidikan kebudayaan pemuda olahraga pariwisata sosial pertanian pangan ketahanan perikanan kelautan
  peternakan perkebunan kehutanan lingkungan hidup kebersihan pertamanan pekerjaan penataan ruang perumahan rakyat
  kawasan permukiman pertanahan perhubungan komunikasi informatika statistik persandian perdagangan perindustrian
  koperasi usaha kecil menengah tenaga kerja transmigrasi kependudukan pencatatan sipil pengendalian penduduk keluarga
  berencana pemberdayaan perempuan perlindungan anak masyarakat desa penanaman modal pelayanan terpadu satu pintu
  perpustakaan kearsipan arsip energi sumber daya mineral air bina marga cipta karya tata kota pemadam kebakaran
  penyelamatan perencanaan pembangunan penelitian pengembangan riset inovasi keuangan aset pendapatan pajak retribusi
  pengelola pengelolaan kepegawaian manusia kesatuan bangsa politik penanggulangan bencana dewan perwakilan dprd setda polisi
  pamong praja ketenteraman ketertiban rumah sakit kabupaten provinsi banten tangerang selatan serang cilegon lebak
  pandeglang dan`.split(/\s+/),
);

/**
 * The payee's name where it is recognisably an organisation's or a treasurer's, else null: a natural person is never
 * shown, and whatever is in doubt counts as one. A treasurer and an agency are shown by as many words as are official
 * ones (`Bendahara Pengeluaran Dinas Kesehatan`); what follows, which may be a person's name, is left out.
 */
export function toPayeeOrganisation(payee: string | null): string | null {
  const name = (payee ?? '').trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > 100) return null;
  const official = takeOfficialWords(name);
  if (official !== null) return official;
  if (PERSON_MARK.test(name) || SECOND_PART.test(name)) return null;
  if (FORM_AFTER.test(name)) return name;
  return FORM_BEFORE.test(name) && !name.includes(',') ? name : null;
}

/** The official words that a treasurer's or agency's name begins with; null where it is neither. */
function takeOfficialWords(name: string): string | null {
  const words = name.split(' ');
  const first = (words[0] ?? '').toLowerCase();
  if (first !== 'bendahara' && !AGENCY.has(first)) return null;
  const end = words.findIndex((word) => !OFFICIAL.has(word.toLowerCase()));
  const official = end < 0 ? words : words.slice(0, end);
  while (official.at(-1)?.toLowerCase() === 'dan') official.pop();
  // `Badan` or `Kecamatan` alone says nothing; `Bendahara` alone says what it is.
  return official.length > 1 || first === 'bendahara' ? official.join(' ') : null;
}
