import { posix } from 'node:path';

import {
  importTable,
  packagesOfOneFolder,
  separateSubfolders,
  unrestricted,
} from './import-table.ts';
import { readImports } from './read-imports.ts';
import type { SourceFile } from './source-files.ts';

interface Edge {
  readonly from: string;
  readonly line: number;
  /** A path from the project's root, or an npm package or built-in module. */
  readonly to: string;
  readonly isOwn: boolean;
}

/** Run-time imports that the table does not allow, as `file:line imports x: why not`. */
export function findViolations(files: readonly SourceFile[]): string[] {
  const edges = files.flatMap(toEdges).filter(({ from }) => !unrestricted.includes(folderOf(from)));
  const orderKnowing = new Set(edges.filter(knowsStages).map(({ from }) => from));
  return edges.flatMap((edge) => {
    const reason = edge.isOwn ? refuseOwn(edge, orderKnowing) : refusePackage(edge);
    return reason === undefined ? [] : [`${edge.from}:${edge.line} imports ${edge.to}: ${reason}`];
  });
}

function toEdges({ path, text }: SourceFile): Edge[] {
  return readImports(text, path).map(({ specifier, line }) => {
    const isOwn = specifier.startsWith('.');
    const to = isOwn ? posix.join(posix.dirname(path), specifier) : specifier;
    return { from: path, line, to, isOwn };
  });
}

function refuseOwn(edge: Edge, orderKnowing: ReadonlySet<string>): string | undefined {
  const folder = folderOf(edge.from);
  if (folderOf(edge.to) === folder) return refuseWithinFolder(edge, orderKnowing);
  const allowed = importTable[folder];
  if (allowed === undefined) return `${folder}/ is not in the import table`;
  if (allowed.some((entry) => isWithin(edge.to, entry))) return undefined;
  return `${folder}/ may import ${allowed.join(', ') || 'nothing of ours'}`;
}

function refuseWithinFolder(edge: Edge, orderKnowing: ReadonlySet<string>): string | undefined {
  const shared = separateSubfolders[folderOf(edge.from)];
  const [from, to] = [subfolderOf(edge.from), subfolderOf(edge.to)];
  if (shared === undefined || from === undefined || from === to) return undefined;
  if (to === undefined) {
    return orderKnowing.has(edge.to) ? 'that file knows several subfolders' : undefined;
  }
  return shared.includes(to) ? undefined : 'subfolders of this folder never import each other';
}

/** True for a file beside separate subfolders that imports one: what may import it would reach that subfolder. */
function knowsStages({ from, to, isOwn }: Edge): boolean {
  const isBesideSubfolders =
    separateSubfolders[folderOf(from)] !== undefined && subfolderOf(from) === undefined;
  return (
    isOwn && isBesideSubfolders && folderOf(to) === folderOf(from) && subfolderOf(to) !== undefined
  );
}

function refusePackage({ from, to }: Edge): string | undefined {
  const owner = packagesOfOneFolder[packageName(to)];
  return owner === undefined || owner === folderOf(from) ? undefined : `only ${owner}/ imports it`;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isWithin(path: string, entry: string): boolean {
  return path.startsWith(`${entry}/`) || path === `${entry}.ts`;
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** `parse` of `gateway/parse/type-rule.ts`; undefined of `gateway/snapshot.ts`. */
function subfolderOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1] : undefined;
}
