import { describe, expect, it } from '@jest/globals';
import { createGuessLimit } from '../../../subgraphs/population/guess-limit.ts';

const NIK = '3671112304869201';
const wrong = () => Promise.resolve('MISMATCH');
const right = () => Promise.resolve('MATCH');
const isGuess = (result: string) => result === 'MISMATCH';

describe('the limit on guessing elements of a person', () => {
  it('refuses after the wrong answers that are allowed, without asking the register', async () => {
    const limit = createGuessLimit(2);
    await limit.run('one', NIK, wrong, isGuess);
    await limit.run('one', NIK, wrong, isGuess);
    let asked = false;
    const third = limit.run('one', NIK, async () => ((asked = true), 'MATCH'), isGuess);
    await expect(third).rejects.toMatchObject({
      code: 'REQUEST_RATE_LIMITED',
      parameters: { seconds: 3_600 },
    });
    expect(asked).toBe(false);
  });

  it('refuses the aliases of one operation beyond it', async () => {
    const limit = createGuessLimit(2);
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map(() => limit.run('one', NIK, wrong, isGuess)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
  });

  it('counts neither right answers nor failures', async () => {
    const limit = createGuessLimit(1);
    await limit.run('one', NIK, right, isGuess);
    await expect(
      limit.run('one', NIK, () => Promise.reject(new Error('down')), isGuess),
    ).rejects.toThrow('down');
    await expect(limit.run('one', NIK, wrong, isGuess)).resolves.toBe('MISMATCH');
  });

  it('counts each caller and each person by themselves', async () => {
    const limit = createGuessLimit(1);
    await limit.run('one', NIK, wrong, isGuess);
    await expect(limit.run('another', NIK, wrong, isGuess)).resolves.toBe('MISMATCH');
    await expect(limit.run('one', '3671112304869202', wrong, isGuess)).resolves.toBe('MISMATCH');
  });
});
