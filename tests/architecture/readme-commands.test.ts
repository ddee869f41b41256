import { existsSync, readFileSync } from 'node:fs';
import { basename, join, normalize } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root.ts';
import { readTrackedFiles } from './tracked-files.ts';

const documents = readTrackedFiles().filter(({ path }) => path.endsWith('.md'));

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Every `npm run X`, `npm start` and `npm test` of a text, by the script's name. */
function scriptsIn(text: string): string[] {
  return [
    ...[...text.matchAll(/\bnpm run (?:-\S+ )*([\w:-]+)/g)].map(([, name]) => name ?? ''),
    ...[...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name ?? ''),
  ];
}

describe('documents', () => {
  it('are found, the README among them', () => {
    expect(documents.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'README.id.md', 'docs/lifecycle.md']),
    );
  });

  it('name no npm script that package.json does not have', () => {
    const unknown = documents.flatMap(({ path, text }) =>
      scriptsIn(text)
        .filter((name) => scripts[name] === undefined)
        .map((name) => `${path}: npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('link to no file that is not there', () => {
    const broken = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => normalize(join(path, '..', target ?? '')))
        .filter((target) => !existsSync(join(projectRoot, target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('name no file of the code or the tests that is not there', () => {
    const files =
      /`((?:gateway|server|subgraphs|connectors|common|federation|registry|simulators|tests|scripts|docs|examples)\/[\w./-]+\.(?:ts|md|graphql|yml|json))`/g;
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(files)]
        .map(([, file]) => file ?? '')
        .filter((file) => !existsSync(join(projectRoot, file)))
        .map((file) => `${path}: ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it('name no program or test by its name alone that is nowhere', () => {
    const names = new Set(readTrackedFiles().map(({ path }) => basename(path)));
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/`([\w.-]+\.ts)`/g)]
        .map(([, file]) => file ?? '')
        .filter((file) => !names.has(file))
        .map((file) => `${path}: ${file}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('docs/systems.md', () => {
  it('has a row for every page of docs/systems, and for no other', () => {
    const index = documents.find(({ path }) => path === 'docs/systems.md')?.text ?? '';
    const rows = [...index.matchAll(/^\| \[[\w-]+\]\((systems\/[\w-]+\.md)\)/gm)];
    const pages = documents
      .map(({ path }) => path)
      .filter((path) => path.startsWith('docs/systems/'));
    expect(rows.map(([, page]) => `docs/${page ?? ''}`).sort()).toEqual(pages.sort());
  });
});
