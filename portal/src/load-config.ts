import type { ExplorerConfig } from './explorer-config.ts';

/**
 * The gateway's configuration of the explorer.
 *
 * @throws Error where it cannot be had or is not this version's.
 */
export async function loadConfig(): Promise<ExplorerConfig> {
  const response = await fetch('/explorer/config.json', {
    headers: { accept: 'application/json' },
  });
  if (!response.ok)
    throw new Error(`the gateway answered ${response.status} for its configuration`);
  const value: unknown = await response.json();
  if (!isConfig(value)) throw new Error("the gateway's configuration does not fit this explorer");
  return value;
}

/** The gateway builds it from the same type; this tells only another version's or another server's answer apart. */
function isConfig(value: unknown): value is ExplorerConfig {
  if (typeof value !== 'object' || value === null) return false;
  const lists = ['personas', 'examples', 'purposes'].map(
    (key) => (value as Record<string, unknown>)[key],
  );
  return lists.every((list) => Array.isArray(list));
}
