import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { systemClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { startSimulators } from '../../../simulators/start-simulators.ts';
import { serviceUrl } from '../../support/services.ts';

const postgresUrl = await serviceUrl('postgres');
const test = postgresUrl === undefined ? it.skip : it;
const dataFolder = mkdtempSync(join(tmpdir(), 'jawara-simulators-'));
const usualMode = process.env['NODE_ENV'];

const options = () => ({
  province: createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 200 }),
  postgresUrl: postgresUrl ?? 'postgres://127.0.0.1:1/postgres',
  dataFolder,
  clock: systemClock,
  logger: silentLogger,
});

afterEach(() => {
  process.env['NODE_ENV'] = usualMode;
});
afterAll(() => {
  rmSync(dataFolder, { recursive: true, force: true });
});

/** The variables that the registry's files ask for by name. */
function variablesOfRegistry(): string[] {
  const texts = readdirSync('registry/regions').map((file) =>
    readFileSync(join('registry/regions', file), 'utf8'),
  );
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\$\{(\w+)\}/g)].map((found) => found[1]!),
  );
  return [...new Set(names)].sort();
}

describe('the simulators', () => {
  it('refuse to run in production', async () => {
    process.env['NODE_ENV'] = 'production';
    await expect(startSimulators(options())).rejects.toThrow('NODE_ENV=production');
  });

  test('name everything that the registry asks for, lead the dead nowhere, and drop what they made', async () => {
    const filled: string[] = [];
    const simulators = await startSimulators({
      ...options(),
      down: [{ regionCode: '36.01' }, { regionCode: '36.71', sector: 'finance' }],
      onProgress: (text) => filled.push(text),
    });
    const { environment, remarks } = simulators;
    expect(Object.keys(environment).sort()).toEqual(variablesOfRegistry());
    expect(filled).toHaveLength(8);
    expect(environment['SIMDA_3671_URL']).toBe(
      'postgres://simulator:simulator-down@127.0.0.1:1/down',
    );
    expect(environment['DUKCAPIL_3601_URL']).toBe('http://127.0.0.1:1/dukcapil/get_json/36-01/opd');
    expect(remarks).toContain(
      'siak of 36.02 runs on the embedded PostgreSQL, because no MariaDB is named',
    );
    expect(remarks).toContain('aid of 36.71 is down, as asked');
    const client = new Client({ connectionString: environment['SIAK_3671_URL'] });
    await client.connect();
    const result = await client.query('SELECT 1 FROM "BIODATA_WNI" LIMIT 1');
    expect(result.rows).toHaveLength(1);
    await client.end();
    await simulators.stop();
    const gone = new Client({ connectionString: environment['SIAK_3671_URL'] });
    await expect(gone.connect()).rejects.toThrow('does not exist');
  });
});
