import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
} from 'yaml';

export type ConfigPath = readonly (string | number)[];

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlFault {
  readonly position: Position;
  readonly path: ConfigPath;
  readonly expected: string;
}

/** A YAML document as plain values, with the place of each and the environment's variables that it refers to. */
export interface YamlTree {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  /** The place of a path, or of the nearest one around it that exists. For a key, that of the key itself. */
  locate(path: ConfigPath): Position;
  has(path: ConfigPath): boolean;
  /** The variable that the scalar at `path` refers to, or undefined where it is written literally. */
  variableAt(path: ConfigPath): string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

interface Walk {
  readonly lines: LineCounter;
  readonly environment: Environment;
  readonly positions: Map<string, Position>;
  readonly variables: Map<string, string>;
  readonly faults: YamlFault[];
}

/**
 * Reads YAML 1.2. A scalar that consists of `${NAME}` is replaced by that variable of `environment`; a variable that is
 * unset or empty is a fault. Anchors and aliases are refused: a setting stands where it is used, and no file can unfold
 * to more than its size.
 */
export function toYamlTree(text: string, environment: Environment): YamlTree {
  const lines = new LineCounter();
  // Pretty errors quote the source, and with it perhaps a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const walk: Walk = {
    lines,
    environment,
    positions: new Map(),
    variables: new Map(),
    faults: document.errors.map((error) => ({
      position: toPosition(lines, error.pos[0]),
      path: [],
      expected: `the file is not YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`,
    })),
  };
  const value = walk.faults.length > 0 ? undefined : toValue(walk, document.contents, []);
  return {
    value,
    faults: walk.faults,
    locate: (path) => locate(walk.positions, path),
    has: (path) => walk.positions.has(toKey(path)),
    variableAt: (path) => walk.variables.get(toKey(path)),
  };
}

function toKey(path: ConfigPath): string {
  return JSON.stringify(path);
}

function toPosition(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function locate(positions: ReadonlyMap<string, Position>, path: ConfigPath): Position {
  for (let length = path.length; length >= 0; length -= 1) {
    const position = positions.get(toKey(path.slice(0, length)));
    if (position !== undefined) return position;
  }
  return { line: 1, column: 1 };
}

function mark(walk: Walk, node: Node | null, path: ConfigPath): void {
  const key = toKey(path);
  // A pair has marked its key already: that is the place to look at.
  if (walk.positions.has(key)) return;
  walk.positions.set(key, toPosition(walk.lines, node?.range?.[0] ?? 0));
}

function toValue(walk: Walk, node: Node | null, path: ConfigPath): unknown {
  mark(walk, node, path);
  if (isMap<Node, Node | null>(node)) {
    return Object.fromEntries(node.items.map((pair) => toEntry(walk, pair, path)));
  }
  if (isSeq<Node | null>(node)) {
    return node.items.map((item, index) => toValue(walk, item, [...path, index]));
  }
  if (isAlias(node)) {
    addFault(walk, path, 'aliases (*name) are not taken; write the value out');
    return undefined;
  }
  return isScalar(node) ? resolveReference(walk, node.value, path) : null;
}

function toEntry(walk: Walk, pair: Pair<Node, Node | null>, path: ConfigPath): [string, unknown] {
  // The key as written: `36.70:` would else become the number 36.7.
  const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : '';
  const inner = [...path, name];
  mark(walk, pair.key, inner);
  return [name, toValue(walk, pair.value, inner)];
}

function resolveReference(walk: Walk, value: unknown, path: ConfigPath): unknown {
  if (typeof value !== 'string' || !value.includes('${')) return value;
  const name = REFERENCE.exec(value)?.[1];
  if (name === undefined) {
    addFault(walk, path, 'a reference to the environment is the whole value: ${NAME}');
    return value;
  }
  walk.variables.set(toKey(path), name);
  const resolved = walk.environment[name];
  if (resolved === undefined || resolved === '') {
    addFault(walk, path, `the environment variable ${name} is not set`);
    return MISSING;
  }
  return resolved;
}

/** Stands for a variable that is not set; what is found wrong with it is not reported beside that. */
export const MISSING = Symbol('missing variable');

function addFault(walk: Walk, path: ConfigPath, expected: string): void {
  walk.faults.push({ position: locate(walk.positions, path), path, expected });
}
