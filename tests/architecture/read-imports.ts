import ts from 'typescript';

/** One import that is there at run time. */
export interface RuntimeImport {
  readonly specifier: string;
  readonly line: number;
}

/**
 * The modules that a file loads at run time: `import`, `export … from` and `import(…)` of a literal.
 * `import type` and `export type` are left out; `import { type A }` is not, as it still loads the module
 * (verbatimModuleSyntax).
 */
export function readImports(text: string, fileName = 'file.ts'): RuntimeImport[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
  const found: RuntimeImport[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(specifier.getStart(source));
      found.push({ specifier: specifier.text, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  const module = moduleOf(node);
  return module !== undefined && ts.isStringLiteralLike(module) ? module : undefined;
}

function moduleOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node)) {
    return isTypeOnly(node.importClause) ? undefined : node.moduleSpecifier;
  }
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return node.arguments[0];
  }
  return undefined;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
