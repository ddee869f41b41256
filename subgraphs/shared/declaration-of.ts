import type { ReplicaDeclaration, SystemBinding } from '../../common/binding.ts';
import { InternalError } from '../../common/errors/errors.ts';

/**
 * How a binding's replica is declared.
 *
 * @throws InternalError where it is not: the registry has checked that.
 */
export function declarationOf({ replica, adapter }: SystemBinding): ReplicaDeclaration {
  if (replica === undefined) throw new InternalError(`a binding of ${adapter} declares no replica`);
  return replica;
}
