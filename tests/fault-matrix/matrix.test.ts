import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ADAPTERS as bound } from '../../common/binding.ts';
import { isErrorCode } from '../../common/errors/catalogue.ts';
import { projectRoot } from '../../common/project-root.ts';
import { ADAPTER_TRAITS } from '../../registry/adapters.ts';
import { ADAPTERS, FAULTS, faults, MATRIX } from './faults.ts';
import { httpFaults } from './http-faults.ts';
import { meddlings, sqlFaults } from './sql-faults.ts';

/** Acted out by `describeFaults` itself. */
const EVERYWHERE: readonly string[] = [
  'latency beyond the deadline',
  'a connection that goes silent',
  'clock skew',
  'an expired certificate',
];

describe('the fault matrix', () => {
  it('names every adapter that speaks over a network', () => {
    const spoken = bound.filter((adapter) => ADAPTER_TRAITS[adapter].connection !== 'workbook');
    const named = (adapter: string) =>
      ADAPTERS.some((name) => name === adapter || name.startsWith(`${adapter} on `));
    expect(spoken.filter((adapter) => !named(adapter))).toEqual([]);
  });

  it('tries every adapter that it names', () => {
    const folder = join(projectRoot, 'tests/fault-matrix');
    const tried = readdirSync(folder)
      .filter((file) => file !== 'faults.ts' && file !== 'matrix.test.ts')
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    // On SQL, the database's name is put in where the tests are made.
    const isTried = (adapter: string) =>
      tried.includes(`'${adapter}'`) || tried.includes(`\`${adapter.split(' on ')[0]} on \${`);
    expect(ADAPTERS.filter((adapter) => !isTried(adapter))).toEqual([]);
  });

  it('says of every fault what each adapter makes of it, or why it cannot happen there', () => {
    for (const adapter of ADAPTERS) {
      expect(Object.keys(MATRIX[adapter]).sort()).toEqual([...faults].sort());
      for (const fault of faults) {
        const cell = MATRIX[adapter][fault];
        if (typeof cell === 'string') expect(cell === 'SERVED' || isErrorCode(cell)).toBe(true);
        else process.stderr.write(`not tried: ${fault}, ${adapter}: ${cell.cannot}\n`);
      }
    }
  });

  it('has a way to bring about every fault that it names', () => {
    const acted = new Set([...EVERYWHERE, ...Object.keys(httpFaults)]);
    expect(faults.filter((fault) => !acted.has(fault))).toEqual([]);
    for (const dialect of ['postgresql', 'mariadb'] as const) {
      const onSql = { ...sqlFaults(dialect), ...meddlings };
      const missing = faults.filter((fault) => {
        const cell =
          MATRIX[dialect === 'mariadb' ? 'siak on MariaDB' : 'siak on PostgreSQL'][fault];
        return typeof cell === 'string' && !EVERYWHERE.includes(fault) && !(fault in onSql);
      });
      expect(missing).toEqual([]);
    }
    expect(Object.values(FAULTS).every((how) => how.length > 0)).toBe(true);
  });
});
