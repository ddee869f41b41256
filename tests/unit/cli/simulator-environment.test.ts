import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import { chooseLanguage } from '../../../cli/choose-language.ts';
import { readEffectiveEnvironment } from '../../../cli/simulator-environment.ts';
import { aFolder } from '../common/a-folder.ts';

let folder = aFolder({});
afterEach(() => {
  folder.remove();
});

function dataFolder(pid: number, environment: string): string {
  const running = {
    pid,
    endpoint: 'http://localhost:4000/graphql',
    issuer: 'http://localhost:4000/identity',
  };
  folder = aFolder({
    'running.json': JSON.stringify(running),
    'simulators.env.json': environment,
  });
  return folder.path;
}

const HANDED_OUT = JSON.stringify({ SIAK_3671_URL: 'postgres://simulated', SIMDA_3671_URL: 'x' });

describe('the effective environment', () => {
  it('takes nothing that a dead server left behind', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const environment = await readEffectiveEnvironment(dataFolder(pid, HANDED_OUT), { A: 'own' });
    expect(environment).toEqual({ variables: { A: 'own' }, simulated: new Set() });
  });

  it.each(['', '[]', '{"SIAK_3671_URL":1}'])('takes nothing from the file %j', async (text) => {
    const environment = await readEffectiveEnvironment(dataFolder(process.pid, text), {});
    expect(environment.variables).toEqual({});
  });

  it('takes nothing where no server has run', async () => {
    const environment = await readEffectiveEnvironment('/no/such/folder', { A: 'own' });
    expect(environment.variables).toEqual({ A: 'own' });
  });

  it('has what a running server hands out, beneath what we set ourselves', async () => {
    const own = { SIAK_3671_URL: 'postgres://real', SIMDA_3671_URL: '' };
    const environment = await readEffectiveEnvironment(dataFolder(process.pid, HANDED_OUT), own);
    expect(environment).toEqual({
      variables: { SIAK_3671_URL: 'postgres://real', SIMDA_3671_URL: 'x' },
      simulated: new Set(['SIMDA_3671_URL']),
    });
  });
});

describe('the language', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'id_ID.UTF-8' }, 'id'],
    [{ LANG: 'id' }, 'id'],
    [{ LANG: 'id_ID.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'id_ID.UTF-8', LC_ALL: '' }, 'id'],
    [{ LANG: 'ido' }, 'en'],
  ])('of %j is %s', (environment, language) => {
    expect(chooseLanguage(environment)).toBe(language);
  });
});
