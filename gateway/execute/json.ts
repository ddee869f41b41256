/** A JSON object as a subgraph sent it, or as it is merged from several. */
export type JsonObject = Record<string, unknown>;

/** A place in a response: response names and list indices. */
export type ResponsePath = readonly (string | number)[];

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own property; inherited ones (`constructor`) are not data. */
export function ownValue(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own property, whatever its name: `object['__proto__'] = …` would set the prototype (GHSA-pfjj-6f4p-rvmh). */
export function setOwn(object: JsonObject, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
}

/** No response is nested that deep, nor may a scalar's value be: functions that call themselves would run out of stack. */
const MAX_LEVELS = 500;

/** Whether a value is nested no deeper than what can be copied and written. */
export function isShallow(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((each) => isShallow(each, levels - 1));
}

/** A copy that shares no object with its origin, but for what is nested too deep to be answered. */
export function cloneJson(value: unknown, levels = MAX_LEVELS): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((each) => cloneJson(each, levels - 1));
  const source = value as JsonObject;
  const copy: JsonObject = {};
  for (const key of Object.keys(source)) setOwn(copy, key, cloneJson(source[key], levels - 1));
  return copy;
}

/**
 * Merges received data into what is there: objects recursively, lists of equal length item by item, anything else is
 * replaced, by null too. The received data belongs to the target from then on.
 */
export function mergeJson(target: JsonObject, received: JsonObject): void {
  merge(target, received, false);
}

/** Merges a copy: the target shares no object with what was received. */
export function mergeCopy(target: JsonObject, received: JsonObject): void {
  merge(target, received, true);
}

function merge(target: JsonObject, received: JsonObject, copies: boolean): void {
  // As fast as it gets: what JSON.parse gives inherits nothing that is enumerable.
  for (const key in received) {
    const value = received[key];
    const isLeaf = typeof value !== 'object' || value === null;
    setOwn(target, key, isLeaf ? value : mergeValue(ownValue(target, key), value, copies));
  }
}

function mergeValue(existing: unknown, received: unknown, copies: boolean): unknown {
  if (isJsonObject(existing) && isJsonObject(received)) {
    merge(existing, received, copies);
    return existing;
  }
  if (Array.isArray(existing) && Array.isArray(received) && existing.length === received.length) {
    return existing.map((item, index) => mergeValue(item, received[index], copies));
  }
  return copies ? cloneJson(received) : received;
}
