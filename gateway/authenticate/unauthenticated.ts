import { ClientError } from '../../common/errors/errors.ts';

/**
 * The refusal of a token. `reason` is one of our own sentences: neither the token nor anything in it is repeated, and
 * no cause is attached, because parsers and verifiers quote their input.
 */
export function unauthenticated(reason: string): ClientError {
  return new ClientError('UNAUTHENTICATED', { reason });
}
