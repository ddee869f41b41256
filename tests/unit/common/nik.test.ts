import { describe, expect, it } from '@jest/globals';
import { toMessage } from '../../../common/errors/catalogue.ts';
import { badUserInput } from '../../../common/errors/errors.ts';
import { maskNumber, parseNik, parseNoKk, type NikFault } from '../../../common/nik.ts';

/** Invented numbers, each wrong in one part; worked out by hand from PP KK CC DDMMYY NNNN. */
const REFUSED: readonly (readonly [what: string, nik: string, fault: NikFault])[] = [
  ['nothing', '', 'LENGTH'],
  ['15 digits', '367101170885000', 'LENGTH'],
  ['17 digits', '36710117088500011', 'LENGTH'],
  ['a letter', '36710117O8850001', 'DIGITS'],
  ['a blank before it', ' 3671011708850001', 'DIGITS'],
  ['dots', '36.71.01.1708850', 'DIGITS'],
  ["another script's digits", '٣671011708850001', 'DIGITS'],
  ['a line break after it', '3671011708850001\n', 'DIGITS'],
  ['province 00', '0071011708850001', 'PROVINCE'],
  ['province 20, which never was', '2071011708850001', 'PROVINCE'],
  ['province 99', '9971011708850001', 'PROVINCE'],
  ['regency 00', '3600011708850001', 'REGENCY'],
  ['district 00', '3671001708850001', 'DISTRICT'],
  ['day 00', '3671010008850001', 'DAY'],
  ['day 32', '3671013208850001', 'DAY'],
  ['day 40, a woman born on the 0th', '3671014008850001', 'DAY'],
  ['day 72, a woman born on the 32nd', '3671017208850001', 'DAY'],
  ['month 00', '3671011700850001', 'MONTH'],
  ['month 13', '3671011713850001', 'MONTH'],
  ['31 April', '3671013104850001', 'DATE'],
  ['a woman born on 31 June', '3671017106850001', 'DATE'],
  ['30 February', '3671013002880001', 'DATE'],
  ['29 February of 1985 and 2085', '3671012902850001', 'DATE'],
  ['a woman born on 29 February 1999 or 2099', '3671016902990001', 'DATE'],
  ['serial 0000', '3671011708850000', 'SERIAL'],
];

const TAKEN: readonly (readonly [what: string, nik: string, birth: string, sex: string])[] = [
  ['a man', '3671011708850001', '17-8-85', 'MALE'],
  ['a woman, whose day is raised by 40', '3671015708850001', '17-8-85', 'FEMALE'],
  ['a man born on the 1st', '3671010101700001', '1-1-70', 'MALE'],
  ['a woman born on the 1st', '3671014101700001', '1-1-70', 'FEMALE'],
  ['a man born on the 31st', '3671013112990001', '31-12-99', 'MALE'],
  ['a woman born on the 31st', '3671017101850001', '31-1-85', 'FEMALE'],
  ['a leap day of 1984', '3671012902840001', '29-2-84', 'MALE'],
  ["a woman's leap day of 1996", '3671016902960001', '29-2-96', 'FEMALE'],
  ['a leap day of 2000, which 1900 did not have', '3671012902000001', '29-2-0', 'MALE'],
  ['a year of either century', '3671011508050001', '15-8-5', 'MALE'],
  ['the highest serial', '3671011708859999', '17-8-85', 'MALE'],
  ['a regency and district that are not listed', '3699991708850001', '17-8-85', 'MALE'],
  ['another province', '3273011708850001', '17-8-85', 'MALE'],
  ['a province of 2022', '9671011708850001', '17-8-85', 'MALE'],
];

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

describe('parseNik', () => {
  it.each(REFUSED)('refuses %s', (_, nik, fault) => {
    const result = parseNik(nik);
    expect(result).toMatchObject({ ok: false, fault });
    expect(nik.length > 3 && JSON.stringify(result).includes(nik.slice(0, 6))).toBe(false);
  });

  it.each(REFUSED)('refuses %s in Indonesian without a word of the English rule', (_, nik) => {
    const result = parseNik(nik);
    if (result.ok) throw new Error('it was taken');
    const { code, parameters } = badUserInput('nik', result.rule);
    const message = toMessage(code, parameters, 'id');
    expect(message).toMatch(/^Argumen "nik": \S/);
    const shared = wordsOf(result.rule.en).filter((word) => wordsOf(message).includes(word));
    // The same in both languages.
    expect(shared.filter((word) => word !== 'nik' && word !== 'indonesia')).toEqual([]);
    expect(nik.length > 3 && message.includes(nik.slice(0, 6))).toBe(false);
  });

  it.each(TAKEN)('takes %s', (_, nik, birth, sex) => {
    const result = parseNik(nik);
    if (!result.ok) throw new Error(result.fault);
    const { day, month, yearOfCentury } = result.value.birth;
    expect([`${day}-${month}-${yearOfCentury}`, result.value.sex]).toEqual([birth, sex]);
  });

  it('names where the number was issued and its serial, and no century', () => {
    expect(parseNik('3671015708850042')).toEqual({
      ok: true,
      value: {
        nik: '3671015708850042',
        issuedIn: '36.71.01',
        sex: 'FEMALE',
        birth: { day: 17, month: 8, yearOfCentury: 85 },
        serial: '0042',
      },
    });
  });
});

describe('parseNoKk', () => {
  it.each(['', '0671011708850001', '367101170885000', '36710117088500011', '367101170885000a'])(
    'refuses "%s"',
    (text) => {
      expect(parseNoKk(text)).toBeUndefined();
    },
  );

  it('takes 16 digits without asking for a date', () => {
    expect(parseNoKk('3671019999990001')).toBe('3671019999990001');
  });
});

describe('maskNumber', () => {
  it('shows the last four digits', () => {
    expect(maskNumber('3671011708850001')).toBe('************0001');
  });
});
