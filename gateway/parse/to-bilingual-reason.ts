import type { Bilingual } from '../../common/errors/catalogue.ts';

/** A message of graphql-js 16 that begins as the pattern says; `$1`, `$2`, … stand for the quoted names in it. */
type Translation = readonly [pattern: RegExp, id: string];

/**
 * The messages that people who write operations meet. graphql-js speaks English only and has some forty more, most of
 * them for rare faults (conflicting fields, cycles of fragments, escapes in strings); to say those in Indonesian, each
 * rule would have to be written anew, so they stay English within the catalogue's Indonesian frame.
 */
const TRANSLATIONS: readonly Translation[] = [
  [/^Expected (.+), found (.+)\.$/, 'Diharapkan $1, ditemukan $2.'],
  [/^Unexpected (<EOF>|"[^"]*"|Name "[^"]*"|Int|Float|String|BlockString)\.$/, '$1 tidak terduga.'],
  [/^Unterminated string\.$/, 'String tidak ditutup.'],
  [/^Cannot query field "([^"]*)" on type "([^"]*)"\./, 'Tipe "$2" tidak punya field "$1".'],
  [
    /^Field "([^"]*)" argument "([^"]*)" of type "([^"]*)" is required, but it was not provided\.$/,
    'Field "$1" memerlukan argumen "$2" bertipe "$3", yang tidak ada.',
  ],
  [/^Unknown argument "([^"]*)" on field "([^"]*)"\./, 'Field "$2" tidak punya argumen "$1".'],
  [
    /^Field "([^"]*)" of type "([^"]*)" must have a selection of subfields\. .*$/,
    'Field "$1" bertipe "$2" memerlukan pilihan subfield.',
  ],
  [
    /^Field "([^"]*)" must not have a selection since type "([^"]*)" has no subfields\.$/,
    'Field "$1" tidak boleh diberi pilihan karena tipe "$2" tidak punya subfield.',
  ],
  [/^Variable "([^"]*)" is not defined/, 'Variabel "$1" tidak dideklarasikan.'],
  [/^Variable "([^"]*)" is never used/, 'Variabel "$1" tidak pernah dipakai.'],
  [
    /^Variable "([^"]*)" of type "([^"]*)" used in position expecting type "([^"]*)"\.$/,
    'Variabel "$1" bertipe "$2" dipakai di tempat yang memerlukan tipe "$3".',
  ],
  [/^Unknown type "([^"]*)"\./, 'Tipe "$1" tidak dikenal.'],
  [/^Unknown directive "([^"]*)"\.$/, 'Directive "$1" tidak dikenal.'],
  [/^Unknown fragment "([^"]*)"\.$/, 'Fragment "$1" tidak dikenal.'],
  [/^Fragment "([^"]*)" is never used\.$/, 'Fragment "$1" tidak pernah dipakai.'],
  [
    /^Field "([^"]*)" of required type "([^"]*)" was not provided\.$/,
    'Field "$1" bertipe "$2" wajib ada.',
  ],
  [/^Field "([^"]*)" is not defined by type "([^"]*)"\./, 'Tipe "$2" tidak punya field "$1".'],
  [/^Expected type "([^"]*)" to be an object\.$/, 'Nilai bertipe "$1" harus berupa objek.'],
];

/** A message of graphql-js in both languages; one that is not known here is the same in both. */
export function toBilingualReason(message: string): Bilingual {
  const known = TRANSLATIONS.find(([pattern]) => pattern.test(message));
  if (known === undefined) return { en: message, id: message };
  const [pattern, id] = known;
  const [, ...names] = pattern.exec(message) ?? [];
  const translated = id.replace(/\$(\d)/g, (_all, index: string) => names[Number(index) - 1] ?? '');
  return { en: message, id: translated + translateSuggestion(message) };
}

const SUGGESTION = / Did you mean (to use an inline fragment on )?("[\w, "]+(?: or "\w+")?)\?$/;

/** graphql-js' ` Did you mean "a", "b", or "c"?`, where there is one that consists of names alone. */
function translateSuggestion(message: string): string {
  const [, isFragment, names] = SUGGESTION.exec(message) ?? [];
  if (names === undefined) return '';
  const place = isFragment === undefined ? '' : 'fragment inline pada ';
  return ` Maksud Anda ${place}${names.replace(/\bor "/, 'atau "')}?`;
}
