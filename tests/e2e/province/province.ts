import { startTestJawara, type RunningJawara } from '../../support/jawara.ts';

/** The Jawara that the parts of this folder ask, with nothing down. */
export let jawara: RunningJawara;

export async function startProvince(): Promise<void> {
  jawara = await startTestJawara();
}
