import type { ExplorerExample } from './explorer-config.ts';

/** The first operation's name, as GraphiQL titles a tab: comment lines do not count. */
export function operationNameOf(query: string): string | null {
  return /^(?!#).*\b(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/m.exec(query)?.[1] ?? null;
}

/** The example that a tab shows, known by its operation's name however it has been edited since. */
export function findExample(
  examples: readonly ExplorerExample[],
  operationName: string | null,
): ExplorerExample | undefined {
  if (operationName === null) return undefined;
  return examples.find((example) => operationNameOf(example.query) === operationName);
}
