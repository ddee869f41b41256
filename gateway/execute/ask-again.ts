import { isJsonObject } from './json.ts';

/** How often more than once one merged call may be sent, in all. */
export const MAX_REPEATS = 16;

/** Into how many requests the parts of a call are divided of which none is known to be at fault. */
const MAX_REQUESTS = 8;

/**
 * Which parts of a merged call are asked again where its reply has no data, by their indices, in which requests: what is
 * wrong with one part must not cost the others, and a subgraph in trouble must not be asked for each of many. Parts that
 * the reply's errors name are at fault, and the others are asked again together. Where it names none, all are, divided
 * into a few requests, until the part at fault is alone. Nothing is where no repeats are left.
 */
export function partsToAskAgain(
  errors: unknown,
  replyNames: readonly string[],
  repeatsLeft: number,
): readonly (readonly number[])[] {
  const all = replyNames.map((_name, index) => index);
  const others = all.filter((index) => !isAtFault(errors, replyNames[index]));
  if (others.length === 0 || repeatsLeft < 1) return [];
  if (others.length < all.length) return [others];
  if (repeatsLeft < 2) return [];
  const requests = Math.min(MAX_REQUESTS, repeatsLeft);
  const size = Math.ceil(all.length / requests);
  // Half at least: what was lost as a whole is not sent as a whole again.
  return chunksOf(all, Math.min(size, Math.ceil(all.length / 2)));
}

/** An error at the list of entities itself: one further down cannot take all data with it. */
function isAtFault(errors: unknown, replyName: string | undefined): boolean {
  return (
    Array.isArray(errors) &&
    errors.some((error: unknown) => {
      const path = isJsonObject(error) ? error['path'] : undefined;
      return Array.isArray(path) && path.length === 1 && path[0] === replyName;
    })
  );
}

function chunksOf(items: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
