import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root.ts';
import { readExamples } from '../../../server/read-examples.ts';
import { startTestJawara, type Answer, type RunningJawara } from '../../support/jawara.ts';
import { jawara } from './province.ts';

describe('Jawara with --engine stock', () => {
  let stock: RunningJawara;
  beforeAll(async () => {
    stock = await startTestJawara({ engine: 'stock' });
  });
  afterAll(() => stock.stop());

  it.each(readExamples(join(projectRoot, 'examples')))(
    'answers the example $name as our engine does',
    async (example) => {
      const askBothWorlds = () => Promise.all([jawara.ask(example), stock.ask(example)]);
      const same = ([ours, theirs]: readonly Answer[]) =>
        isDeepStrictEqual(withoutInstants(theirs?.data), withoutInstants(ours?.data));
      let answers = await askBothWorlds();
      // Each harvests its own copies, and one may have them before the other.
      for (let tries = 0; tries < 60 && !same(answers); tries += 1) {
        await wait(250);
        answers = await askBothWorlds();
      }
      const [ours, theirs] = answers;
      expect(withoutInstants(theirs.data)).toEqual(withoutInstants(ours.data));
    },
    30_000,
  );
});

/** The two stand on registers of their own, filled a moment apart. */
function withoutInstants(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
    key === 'asOf' ? undefined : value,
  );
}
