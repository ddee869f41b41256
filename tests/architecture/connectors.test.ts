import { describe, expect, it } from '@jest/globals';

import { findDomainWords } from './find-domain-words.ts';
import { readSourceFiles } from './source-files.ts';

describe('connectors', () => {
  it('name nothing of the sectors whose systems they speak to', () => {
    const connectors = readSourceFiles().filter(({ path }) => path.startsWith('connectors/'));
    expect(connectors.length).toBeGreaterThan(0);
    expect(findDomainWords(connectors)).toEqual([]);
  });
});

describe('the check of connectors', () => {
  it('finds a domain word within a longer name, in any case', () => {
    const text = 'const residentPool = 1; class A { #toNIK = 2; } function loadSiakRows() {}';
    expect(findDomainWords([{ path: 'connectors/sql/pool.ts', text }])).toEqual([
      'connectors/sql/pool.ts: residentPool',
      'connectors/sql/pool.ts: #toNIK',
      'connectors/sql/pool.ts: loadSiakRows',
    ]);
  });

  it('finds a file that is named after a sector', () => {
    expect(findDomainWords([{ path: 'connectors/sql/siak-pool.ts', text: '' }])).toHaveLength(1);
  });

  it('takes no part of another word for a domain word', () => {
    const text = 'const technik = 1; const aided = 2; const said = 3;';
    expect(findDomainWords([{ path: 'connectors/sql/pool.ts', text }])).toEqual([]);
  });
});
