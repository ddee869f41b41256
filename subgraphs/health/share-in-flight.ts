/**
 * Makes equal work that is under way at the same time one: whoever comes meanwhile gets the same answer, or the same error.
 * Nothing is kept once it has ended.
 */
export function createInFlight<Value>(): (
  key: string,
  begin: () => Promise<Value>,
) => Promise<Value> {
  const underWay = new Map<string, Promise<Value>>();
  return (key, begin) => {
    const running =
      underWay.get(key) ??
      begin().finally(() => {
        underWay.delete(key);
      });
    underWay.set(key, running);
    return running;
  };
}
