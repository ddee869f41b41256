import type { InstitutionCredentials, SystemBinding } from '../../common/binding.ts';
import { InternalError, SourceError } from '../../common/errors/errors.ts';

/**
 * The credentials that a call to the service carries: the caller's institution's own, else the binding's `default`.
 *
 * @throws SourceError - `SOURCE_REJECTED_CREDENTIALS` where the binding has neither: the service gives each institution
 *   its own, and one institution's are never lent to another.
 */
export function chooseCredentials(
  binding: SystemBinding,
  institution: string | null,
): InstitutionCredentials {
  if (binding.connection.kind !== 'http') throw new InternalError('dukcapil is reached over HTTP');
  const { credentials } = binding.connection;
  const name =
    institution !== null && Object.hasOwn(credentials, institution) ? institution : 'default';
  const chosen = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
  if (chosen !== undefined) return chosen;
  throw new SourceError('SOURCE_REJECTED_CREDENTIALS', {
    system: binding.system,
    region: binding.regionCode,
  });
}
