import { homedir } from 'node:os';

import { projectRoot } from '../../common/project-root.ts';
import type { SourceFile } from './source-files.ts';

interface Trace {
  readonly what: string;
  readonly pattern: RegExp;
}

/** What a file brings along from the machine that it was written on. */
const TRACES: readonly Trace[] = [
  {
    what: "a home folder's path",
    pattern: /(?<![\w.])\/(home|Users)\/(?!(user|node|jawara)\b)[\w.-]+\//,
  },
  { what: "this checkout's path", pattern: absolute(projectRoot) },
  { what: "this user's home folder", pattern: absolute(homedir()) },
  {
    what: 'a package registry',
    pattern: /https?:\/\/(registry|npm|artifactory|nexus|verdaccio)\.|_auth[T]oken|^registry\s*=/,
  },
  {
    what: 'a private key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----(\s*[A-Za-z0-9+/]{16}|\\n|\s*$)/,
  },
  { what: 'a signed token', pattern: /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/ },
  {
    what: 'a key of a hosting service',
    pattern:
      /\b(AKIA[A-Z0-9]{16}|gh[pousr]_\w{30,}|glpat-[\w-]{20,}|npm_\w{30,}|xox[abp]-[\w-]{20,})/,
  },
];

/** Traces of a machine or its user, and secrets, as `file:line: what`. */
export function findTraces(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = TRACES.filter(({ pattern }) => pattern.test(line));
      return found.map(({ what }) => `${path}:${index + 1}: ${what}`);
    }),
  );
}

/** A folder's path, alone or with something beneath it; not as the beginning or the end of a longer name. */
function absolute(path: string): RegExp {
  const literal = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A path as short as `/` is found in every URL.
  return path.length < 5 ? /(?!)/ : new RegExp(`(?<![\\w./])${literal}(?![\\w-])`);
}
