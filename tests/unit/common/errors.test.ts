import { describe, expect, it } from '@jest/globals';
import {
  errorCatalogue,
  isBilingual,
  isErrorCode,
  toMessage,
  type ErrorCode,
} from '../../../common/errors/catalogue.ts';
import {
  badUserInput,
  ClientError,
  InternalError,
  SourceError,
} from '../../../common/errors/errors.ts';

const codes = Object.keys(errorCatalogue) as ErrorCode[];

const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the error catalogue', () => {
  it.each(codes)('says %s in both languages, with the same placeholders', (code) => {
    const { en, id } = errorCatalogue[code];
    expect(en).not.toBe('');
    expect(id).not.toBe('');
    expect(id).not.toBe(en);
    expect(placeholdersOf(id)).toEqual(placeholdersOf(en));
  });

  it.each(codes)('gives %s a refusing HTTP status', (code) => {
    expect(errorCatalogue[code].httpStatus).toBeGreaterThanOrEqual(400);
    expect(errorCatalogue[code].httpStatus).toBeLessThan(600);
  });

  it.each(codes.filter((code) => code.startsWith('SOURCE_')))(
    'names the region in %s, so that it is known whom to ask',
    (code) => {
      expect(placeholdersOf(errorCatalogue[code].en)).toContain('region');
    },
  );

  it('knows no inherited name as a code', () => {
    expect(['toString', 'constructor', '', undefined].map(isErrorCode)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isErrorCode('FORBIDDEN')).toBe(true);
  });

  it('fills placeholders in either language and leaves unknown ones as they are', () => {
    expect(toMessage('FORBIDDEN', { region: '36.02' }, 'id')).toBe(
      'Pemanggil tidak berhak membaca baris wilayah 36.02.',
    );
    expect(toMessage('FORBIDDEN', {}, 'en')).toContain('{region}');
  });

  it('fills in words in the language of the message', () => {
    const parameters = { reason: { en: 'the body is empty', id: 'isi permintaan kosong' } };
    expect(toMessage('BAD_REQUEST', parameters, 'en')).toBe(
      'The request is malformed: the body is empty',
    );
    expect(toMessage('BAD_REQUEST', parameters, 'id')).toBe(
      'Permintaan salah bentuk: isi permintaan kosong',
    );
  });

  it.each([
    null,
    'teks',
    ['a', 'b'],
    {},
    { en: 'a' },
    { en: 'a', id: 1 },
    { en: 'a', id: { en: 'a', id: 'b' } },
    { en: 'a', id: 'b', su: 'c' },
    { en: 'a', su: 'b' },
  ])('does not take %j for words in both languages', (value) => {
    expect(isBilingual(value)).toBe(false);
  });
});

describe('errors', () => {
  it('are retryable as the catalogue says, unless told otherwise', () => {
    const source = { system: 'siak', region: '36.71' };
    expect(new SourceError('SOURCE_TIMEOUT', source).retryable).toBe(true);
    expect(new SourceError('SOURCE_OFF', source).retryable).toBe(false);
    expect(new SourceError('SOURCE_TIMEOUT', source, { retryable: false }).retryable).toBe(false);
  });

  it('of a source name system and region', () => {
    const error = new SourceError('SOURCE_UNAVAILABLE', { system: 'siak', region: '36.71' });
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ system: 'siak', region: '36.71', code: 'SOURCE_UNAVAILABLE' });
    expect(error.message).toBe('siak of region 36.71 cannot be reached.');
  });

  it('of input name the argument and the rule', () => {
    const rule = { en: 'a NIK has 16 digits', id: 'NIK terdiri atas 16 angka' };
    expect(badUserInput('nik', rule).message).toBe('Argument "nik": a NIK has 16 digits');
  });

  it('of ours keep their cause out of the message', () => {
    const error = new InternalError('the plan is empty', new Error('marker'));
    expect(error).not.toBeInstanceOf(ClientError);
    expect(error.message).toBe('the plan is empty');
  });
});
