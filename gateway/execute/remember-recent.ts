/**
 * Makes a value for each key once, for as long as no more than `limit` others have been made since: what decides a key
 * may be anybody's data, and what is kept for it is not to grow with that.
 */
export function rememberRecent<Value>(limit: number): (key: string, make: () => Value) => Value {
  const values = new Map<string, Value>();
  return (key, make) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const made = make();
    values.set(key, made);
    const [oldest] = values.keys();
    if (values.size > limit && oldest !== undefined) values.delete(oldest);
    return made;
  };
}
