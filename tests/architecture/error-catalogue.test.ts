import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { errorCatalogue, isErrorCode } from '../../common/errors/catalogue.ts';
import { readSourceFiles } from './source-files.ts';
import { readTrackedFiles } from './tracked-files.ts';

/** Codes that nothing throws yet, and what each waits for. */
const RESERVED: Readonly<Record<string, string>> = {};

/** What shows or checks codes does not use them. */
const NOT_A_USE = ['common/errors/catalogue.ts', 'scripts/', 'tests/', 'portal/', 'benchmarks/'];

/** All names and texts of a program, comments left out. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, false));
  return words;
}

// That docs/errors.md names these codes and no others is held where it is written: tests/unit/gateway-http/error-docs.test.ts.
describe('the catalogue of errors', () => {
  const used = new Set(
    readSourceFiles()
      .filter(({ path }) => !NOT_A_USE.some((prefix) => path.startsWith(prefix)))
      .flatMap(({ text }) => [...wordsOf(text)])
      .filter(isErrorCode),
  );

  it('holds no code that nothing uses, unless it is reserved with a reason', () => {
    const unused = Object.keys(errorCatalogue).filter(
      (code) => isErrorCode(code) && !used.has(code),
    );
    expect(unused.sort()).toEqual(Object.keys(RESERVED).sort());
  });

  it('holds every code of a source that schemas, documents and examples speak of', () => {
    const spokenOf = readTrackedFiles()
      .filter(({ path }) => /\.(md|graphql|yml|json|php)$/.test(path))
      .flatMap(({ path, text }) => {
        const codes = new Set(text.match(/\bSOURCE_[A-Z]+(_[A-Z]+)*\b/g));
        return [...codes].map((code) => ({ path, code }));
      });
    expect(spokenOf.length).toBeGreaterThan(0);
    expect(spokenOf.filter(({ code }) => !isErrorCode(code))).toEqual([]);
  });

  it('names the same parameters in both languages', () => {
    const parametersOf = (message: string) => message.match(/\{\w+\}/g)?.sort() ?? [];
    for (const { en, id } of Object.values(errorCatalogue)) {
      expect(parametersOf(id)).toEqual(parametersOf(en));
    }
  });
});
