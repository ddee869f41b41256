import { describe, expect, it } from '@jest/globals';

import { encodeUtf8 } from '../../../server/encode-utf8.ts';

const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('a text that is encoded', () => {
  it.each([
    ['no character', ''],
    ['characters of one to four bytes', 'a é ꦗ 🌾'.repeat(1_000)],
    ['as many characters of three bytes as a buffer holds', 'ꦗ'.repeat(349_525)],
    ['more than a buffer holds', 'ꦗ'.repeat(349_526)],
  ])('is whole with %s', (_what, text) => {
    const encoded = encodeUtf8(text);
    expect(toText(encoded.bytes) === text).toBe(true);
    encoded.release();
  });

  it('is left alone by others until it is released', () => {
    const first = encodeUtf8('satu');
    const second = encodeUtf8('dua');
    expect([toText(first.bytes), toText(second.bytes)]).toEqual(['satu', 'dua']);
    second.release();
    const third = encodeUtf8('tiga');
    expect([toText(first.bytes), toText(third.bytes)]).toEqual(['satu', 'tiga']);
  });

  it('shares its bytes with no other where it is released twice', () => {
    const first = encodeUtf8('satu');
    first.release();
    first.release();
    const [second, third] = [encodeUtf8('dua'), encodeUtf8('tiga')];
    expect([toText(second.bytes), toText(third.bytes)]).toEqual(['dua', 'tiga']);
  });
});
