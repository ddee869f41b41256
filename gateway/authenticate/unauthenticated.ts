import { ClientError } from '../../common/errors/errors.ts';

/** What can be wrong with a token, and the same in Indonesian. */
const FAULTS = {
  'the scheme is not Bearer': 'skemanya bukan Bearer',
  'the Authorization header is malformed': 'header Authorization salah bentuk',
  'the token is too long': 'token terlalu panjang',
  'the token is not a signed JWT': 'token bukan JWT yang ditandatangani',
  'the token demands an extension that is not understood':
    'token menuntut ekstensi yang tidak dikenal',
  'the token names no key': 'token tidak menyebut kuncinya',
  'the token is no access token': 'token ini bukan token akses',
  'the token is signed with a development key': 'token ditandatangani dengan kunci pengembangan',
  'the issuer is not trusted here': 'penerbit token tidak dipercaya di sini',
  'the algorithm is not allowed': 'algoritme token tidak diizinkan',
  'the signing key is not known': 'kunci penanda tangan tidak dikenal',
  'the signing key is not for this algorithm': 'kunci penanda tangan bukan untuk algoritme ini',
  'the signature is not valid': 'tanda tangan token tidak sah',
  'the token has expired': 'masa berlaku token sudah habis',
  'the token is not valid yet': 'token belum berlaku',
  'the token is for another audience': 'token ditujukan untuk penerima lain',
  'the claims are malformed': 'klaim token salah bentuk',
  "an application's token names a person": 'token milik aplikasi menyebut seseorang',
} as const;

/**
 * The refusal of a token. The reason is one of our own sentences: neither the token nor anything in it is repeated, and
 * no cause is attached, because parsers and verifiers quote their input.
 */
export function unauthenticated(fault: keyof typeof FAULTS): ClientError {
  return new ClientError('UNAUTHENTICATED', { reason: { en: fault, id: FAULTS[fault] } });
}
