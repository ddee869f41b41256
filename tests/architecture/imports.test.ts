import { describe, expect, it } from '@jest/globals';

import { findViolations } from './find-violations.ts';
import { importTable, unrestricted } from './import-table.ts';
import { readImports } from './read-imports.ts';
import { readSourceFiles } from './source-files.ts';

const files = readSourceFiles();

function violationsOf(path: string, text: string, others: Readonly<Record<string, string>> = {}) {
  const sources = { ...others, [path]: text };
  return findViolations(
    Object.entries(sources).map(([name, source]) => ({ path: name, text: source })),
  );
}

describe('the import table', () => {
  it('holds for every file', () => {
    expect(findViolations(files)).toEqual([]);
  });

  it('knows every folder of sources', () => {
    const folders = new Set(files.map(({ path }) => path.split('/')[0] ?? path));
    const known = new Set([...Object.keys(importTable), ...unrestricted]);
    expect([...folders].filter((folder) => !known.has(folder))).toEqual([]);
  });
});

describe('the check of the import table', () => {
  it('finds a subgraph that imports the gateway', () => {
    expect(
      violationsOf('subgraphs/finance/money.ts', "import { a } from '../../gateway/snapshot.ts';"),
    ).toEqual([
      'subgraphs/finance/money.ts:1 imports gateway/snapshot.ts: subgraphs/ may import common, connectors',
    ]);
  });

  it('finds a subgraph that imports another', () => {
    expect(
      violationsOf('subgraphs/finance/money.ts', "import '../population/resident.ts';"),
    ).toHaveLength(1);
  });

  it('finds a stage that imports another', () => {
    expect(
      violationsOf('gateway/plan/plan-operation.ts', "\nexport { a } from '../parse/a.ts';"),
    ).toEqual([
      'gateway/plan/plan-operation.ts:2 imports gateway/parse/a.ts: subfolders of this folder never import each other',
    ]);
  });

  it('finds a stage that reaches another through the file that knows their order', () => {
    expect(
      violationsOf('gateway/plan/plan-operation.ts', "import '../handle-operation.ts';", {
        'gateway/handle-operation.ts': "import './parse/parse-document.ts';",
      }),
    ).toEqual([
      'gateway/plan/plan-operation.ts:1 imports gateway/handle-operation.ts: that file knows several subfolders',
    ]);
  });

  it('finds a gateway that composes', () => {
    expect(
      violationsOf('gateway/http.ts', "await import('../federation/compose.ts');"),
    ).toHaveLength(1);
  });

  it('finds a simulator that shares a parser with an adapter', () => {
    expect(
      violationsOf(
        'simulators/siak/fill-siak.ts',
        "import { parseNik } from '../../common/nik.ts';",
      ),
    ).toHaveLength(1);
  });

  it("finds Apollo's planner outside federation/", () => {
    expect(
      violationsOf('gateway/http.ts', "import { a } from '@apollo/query-planner/dist/a.js';"),
    ).toEqual([
      'gateway/http.ts:1 imports @apollo/query-planner/dist/a.js: only federation/ imports it',
    ]);
  });

  it('finds a file in a folder that the table does not name', () => {
    expect(violationsOf('extras/a.ts', "import '../common/nik.ts';")).toHaveLength(1);
  });

  it('lets types, the folder itself and what the table names pass', () => {
    expect(
      violationsOf(
        'gateway/plan/plan-operation.ts',
        [
          "import type { A } from '../parse/parse-document.ts';",
          "export type { B } from '../handle-operation.ts';",
          "import { c } from './c.ts';",
          "import { d } from '../snapshot.ts';",
          "import { e } from '../../federation/planner.ts';",
          "import { f } from 'graphql';",
        ].join('\n'),
      ),
    ).toEqual([]);
  });
});

describe('reading imports', () => {
  it('counts an import of types in braces, which still loads the module', () => {
    expect(readImports("import { type A } from './a.ts';")).toEqual([
      { specifier: './a.ts', line: 1 },
    ]);
  });

  it('takes no comment or text for an import', () => {
    expect(readImports('// import "./a.ts"\nconst text = \'import "./b.ts"\';')).toEqual([]);
  });
});
