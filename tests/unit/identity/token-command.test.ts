import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runToken } from '../../../cli/token.ts';
import { startTrustedProvider } from './provider-on-socket.ts';

let trusted: Awaited<ReturnType<typeof startTrustedProvider>>;
let folder: string;

beforeAll(async () => {
  trusted = await startTrustedProvider();
  folder = await mkdtemp(join(tmpdir(), 'jawara-token-'));
  await run(process.pid);
});

afterAll(async () => {
  await trusted.stop();
  await rm(folder, { recursive: true });
});

const run = (pid: number, issuer = trusted.provider.issuer) =>
  writeFile(
    join(folder, 'running.json'),
    JSON.stringify({ pid, endpoint: 'http://localhost:4000/graphql', issuer }),
  );
const token = (...args: string[]) => runToken([...args, '--data-dir', folder]);

describe('the command token', () => {
  it('says in one sentence that no server is running', async () => {
    const outcome = await runToken(['warga', '--data-dir', join(folder, 'none')]);
    expect(outcome).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'No server is running here; start one with: npm start\n',
    });
  });

  it('does not take the file of a server that has died for a running one', async () => {
    await run(2 ** 22 + 1);
    expect((await token('warga')).stderr).toContain('No server is running');
    await run(process.pid);
  });

  it('says in one sentence that the provider does not answer', async () => {
    await run(process.pid, 'http://localhost:1');
    const outcome = await token('warga');
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' });
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    await run(process.pid);
  });

  it('lists the personas for an unknown one, and guesses which was meant', async () => {
    const outcome = await token('petugas-3761');
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toContain(
      'There is no persona "petugas-3761". Did you mean "petugas-3671"?',
    );
    expect(outcome.stderr.match(/^ {2}\S/gm)).toHaveLength(7);
  });

  it('lists the personas when none is named, and refuses other arguments', async () => {
    expect((await token()).stderr).toContain('Name a persona.');
    expect((await token('warga', 'provinsi')).exitCode).toBe(2);
    expect((await token('warga', '--lain')).exitCode).toBe(2);
  });

  it.each(['warga', 'petugas-3671', 'petugas-3602', 'dinkes-3671', 'keuangan-3671', 'provinsi'])(
    'prints a token of %s and nothing else',
    async (persona) => {
      const { exitCode, stdout, stderr } = await token(persona);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(await trusted.authenticate(stdout.trimEnd())).toMatchObject({
        kind: 'PERSON',
        id: `development-${persona}`,
      });
    },
  );

  it('gets the token of app-anggaran by its client credentials', async () => {
    const { stdout } = await token('app-anggaran');
    expect(await trusted.authenticate(stdout.trimEnd())).toMatchObject({
      kind: 'APPLICATION',
      scopes: new Set(['payments:read']),
    });
  });
});
