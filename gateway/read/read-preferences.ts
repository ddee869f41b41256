import type { Language } from '../../common/errors/catalogue.ts';
import type { AnswerPreferences, RawHeaders } from '../http.ts';
import type { ResponseMediaType } from '../operation.ts';
import { readQualityList, type QualityValue } from './quality-list.ts';
import { readHeader } from './read-header.ts';
import { LRUCache } from 'lru-cache';

/** JSON until the client asks for more, as the specification's watershed of 2025 left it to servers (section 4.1). */
const DEFAULT_MEDIA_TYPE: ResponseMediaType = 'application/json';

const ANSWERS: Readonly<Record<string, ResponseMediaType>> = {
  'application/graphql-response+json': 'application/graphql-response+json',
  'application/json': 'application/json',
  'application/*': DEFAULT_MEDIA_TYPE,
  '*/*': DEFAULT_MEDIA_TYPE,
};

/** `in` is the code that Indonesian had until 1989, and that old Java clients still send. */
const LANGUAGES: Readonly<Record<string, Language>> = { id: 'id', in: 'id', en: 'en', '*': 'en' };

/** How to answer, also where the request is refused: never throws. */
export function readPreferences(headers: RawHeaders): AnswerPreferences {
  return {
    mediaType: negotiateMediaType(headers) ?? DEFAULT_MEDIA_TYPE,
    language: languageOf(readHeader(headers, 'accept-language') ?? ''),
  };
}

/** The media type of the answer, or undefined where none that the client accepts can be given. */
export function negotiateMediaType(headers: RawHeaders): ResponseMediaType | undefined {
  return mediaTypeOf(readHeader(headers, 'accept') ?? '') ?? undefined;
}

const mediaTypeOf = remembering((accept) => chooseMediaType(accept) ?? null);
const languageOf = remembering(readLanguage);

/** Clients send few different headers; what they mean is worked out once. Long ones are not kept. */
function remembering<Value extends string | null>(
  read: (header: string) => Value,
): (header: string) => Value {
  const known = new LRUCache<string, { readonly value: Value }>({ max: 200 });
  return (header) => {
    const remembered = known.get(header);
    if (remembered !== undefined) return remembered.value;
    const value = read(header);
    if (header.length <= 500) known.set(header, { value });
    return value;
  };
}

function chooseMediaType(accept: string): ResponseMediaType | undefined {
  const ranges = readQualityList(accept);
  if (ranges.length === 0) return DEFAULT_MEDIA_TYPE;
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ value }) => value));
  return ranges
    .filter((range) => range.quality > 0 && isUtf8(range))
    .map(({ value }) => (Object.hasOwn(ANSWERS, value) ? ANSWERS[value] : undefined))
    .find((answer) => answer !== undefined && !refused.has(answer));
}

function isUtf8({ parameters }: QualityValue): boolean {
  return /^utf-?8$/.test(parameters.get('charset') ?? 'utf-8');
}

function readLanguage(header: string): Language {
  const known = readQualityList(header)
    .filter(({ quality }) => quality > 0)
    .map(({ value }) => value.split('-')[0] ?? '')
    .find((tag) => Object.hasOwn(LANGUAGES, tag));
  return (known === undefined ? undefined : LANGUAGES[known]) ?? 'en';
}
