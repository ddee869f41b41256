import { describe, expect, it } from '@jest/globals';
import { ClientError } from '../../../common/errors/errors.ts';
import type { ExecutionError } from '../../../gateway/execute/execution-error.ts';
import { measureCompleteness } from '../../../gateway/execute/measure-completeness.ts';

const at = (...path: (string | number)[]): ExecutionError => ({
  error: new ClientError('SOURCE_UNAVAILABLE', { system: 'siak', region: '36.02' }),
  path,
  extensions: {},
});

describe('completeness of lists', () => {
  it('says nothing where nothing failed beneath a list', () => {
    expect(measureCompleteness({ region: null }, [at('region', 'population')])).toEqual([]);
  });

  it('says nothing of a list that a bubbling null took', () => {
    expect(measureCompleteness({ regencies: null }, [at('regencies', 1, 'population')])).toEqual(
      [],
    );
  });

  it('counts the items in which each selection arrived', () => {
    const data = { regencies: Array.from({ length: 8 }, () => ({})) };
    const errors = [
      at('regencies', 1, 'population'),
      at('regencies', 4, 'population'),
      at('regencies', 4, 'finance', 'realisation'),
    ];
    expect(measureCompleteness(data, errors)).toEqual([
      { selection: 'regencies.@.population', held: 6, of: 8 },
      { selection: 'regencies.@.finance.realisation', held: 7, of: 8 },
    ]);
  });

  it('counts an item once, however many errors it has beneath a nested list', () => {
    const data = { regencies: [{ schools: [{}, {}] }, { schools: [] }] };
    const errors = [
      at('regencies', 0, 'schools', 0, 'pupils'),
      at('regencies', 0, 'schools', 1, 'pupils'),
    ];
    expect(measureCompleteness(data, errors)).toEqual([
      { selection: 'regencies.@.schools.@.pupils', held: 1, of: 2 },
    ]);
  });
});
