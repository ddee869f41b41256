import type { Storage } from '@graphiql/toolkit';

/**
 * Storage that ends with the page. Tabs and history hold NIKs as variables, which must not outlive the visit on a
 * machine that an office shares: GraphiQL's default would keep them in localStorage.
 */
export function createMemoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => {
      items.clear();
    },
    get length() {
      return items.size;
    },
  };
}
