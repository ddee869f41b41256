import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { GUARD } from '../support/noted-connections.ts';

const folder = mkdtempSync(join(tmpdir(), 'jawara-outgoing-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

// What a running Jawara connects to is tried in `process.test.ts`, which starts one.
describe('the guard of outgoing connections', () => {
  it.each([
    ["require('node:net').connect(80, 'jawara.invalid')", 'tcp jawara.invalid:80'],
    ["require('node:https').get('https://192.0.2.1/')", 'tcp 192.0.2.1:443'],
    ["require('node:dns').lookup('jawara.invalid', () => {})", 'dns jawara.invalid'],
    ["fetch('http://192.0.2.1/').catch((error) => { throw error.cause })", 'tcp 192.0.2.1:80'],
  ])('refuses and writes down what leaves this machine: %s', (script, line) => {
    const file = join(folder, 'guard');
    const { status, stderr } = spawnSync(process.execPath, ['--import', GUARD, '-e', script], {
      env: { ...process.env, NODE_OPTIONS: '', JAWARA_TEST_CONNECTIONS: file },
      encoding: 'utf8',
      timeout: 10_000,
    });
    expect(stderr).toContain('is refused');
    expect(status).not.toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(`${line}\n`);
  });
});
