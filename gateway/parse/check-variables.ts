import { ClientError } from '../../common/errors/errors.ts';
import type { GraphqlRequest } from '../operation.ts';

/**
 * Refuses variables with more values than they may have, before any is coerced: items of lists and members of objects,
 * at every depth, whether they are declared or not. Looks at no more of them than the limit.
 *
 * @throws ClientError - MAX_VARIABLE_VALUES_LIMIT.
 */
export function checkVariables(variables: GraphqlRequest['variables'], limit: number): void {
  // A list of what is still to be looked into, not recursion: JSON may be as deep as the body is long.
  const open: object[] = [variables];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const values: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    count += values.length;
    if (count > limit) throw new ClientError('MAX_VARIABLE_VALUES_LIMIT', { limit });
    for (const value of values) if (typeof value === 'object' && value !== null) open.push(value);
  }
}
