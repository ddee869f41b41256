import ts from 'typescript';

import { ADAPTERS } from '../../common/binding.ts';
import type { SourceFile } from './source-files.ts';

/**
 * Words of the sectors and of their systems. Protocol code that knows one of them would serve that sector alone.
 * (`region` is none: a connector belongs to a region's binding, whatever the sector.)
 */
const DOMAIN_WORDS = new Set([
  ...ADAPTERS.flatMap((adapter) => adapter.split('-')).filter((word) => word !== 'workbook'),
  ...`nik kk nokk nip nib npsn nisn nuptk resident residents penduduk family families keluarga citizen warga
   school schools sekolah student students pupil pupils siswa teacher teachers guru farmer farmers petani planting
   patient patients pasien facility facilities hospital health kesehatan budget budgets anggaran payment payments
   payee aid bansos`.split(/\s+/),
]);

/** Identifiers and file names that contain a domain word, as `file: identifier`, each once. */
export function findDomainWords(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const names = new Set([...identifiersOf(text), ...path.split('/')]);
    return [...names].filter(hasDomainWord).map((name) => `${path}: ${name}`);
  });
}

function hasDomainWord(name: string): boolean {
  return wordsOf(name).some((word) => DOMAIN_WORDS.has(word));
}

/** `residentByNIK` → resident, by, nik. */
function wordsOf(name: string): string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

function identifiersOf(text: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, false));
  return found;
}
