import type { SystemBinding } from '../../common/binding.ts';
import { SourceError } from '../../common/errors/errors.ts';
import { toMoney, type Money } from './money.ts';

/**
 * An amount as a system answered it; null stands for the sum of no rows.
 *
 * @throws SourceError - `SOURCE_REPLY_INVALID` for what cannot be taken exactly with two decimals.
 */
export function readAmount(binding: SystemBinding, text: string | null): Money {
  const amount = toMoney(text ?? '0');
  if (amount !== undefined) return amount;
  const source = { system: binding.system, region: binding.regionCode };
  throw new SourceError('SOURCE_REPLY_INVALID', source);
}
