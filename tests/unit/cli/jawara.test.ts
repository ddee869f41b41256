import { execFile } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../common/project-root.ts';

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a person does, with an environment of its own. */
function jawara(...given: readonly string[]): Promise<Outcome> {
  const command = ['scripts/run.mjs', 'cli/jawara', ...given];
  const options = { cwd: projectRoot, env: { PATH: process.env['PATH'] } };
  return new Promise((resolve) => {
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('jawara region doctor', () => {
  it('refuses an impossible NIK without repeating it, as wrong use', async () => {
    const { exitCode, stdout, stderr } = await jawara(
      ...['region', 'doctor', '36.71', '--nik', '3671009999999999'],
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/--nik: digits 5–6 are no district/);
    expect(stderr).not.toContain('3671009999999999');
  });

  it('reports as JSON what is missing, and ends with 1', async () => {
    const { exitCode, stdout } = await jawara(
      ...['region', 'doctor', '36.71', '--format', 'json', '--data-dir', '/no/such/folder'],
    );
    expect(exitCode).toBe(1);
    const report = JSON.parse(stdout) as { well: boolean; faults: readonly { expected: string }[] };
    expect(report.well).toBe(false);
    expect(report.faults.map(({ expected }) => expected)).toEqual(
      [
        ...['SIAK_3671_URL', 'SIMDA_3671_URL', 'AID_3671_FOLDER', 'DAPODIK_3671_SERVERS_FILE'],
        ...['SATUSEHAT_3671_URL', 'SATUSEHAT_3671_TOKEN_URL'],
        ...['SATUSEHAT_3671_CLIENT_ID', 'SATUSEHAT_3671_CLIENT_SECRET'],
        ...['YANKES_3671_URL', 'YANKES_3671_API_KEY', 'ERDKK_3671_FOLDER'],
      ].map((name) => `the environment variable ${name} is not set`),
    );
  });
});
