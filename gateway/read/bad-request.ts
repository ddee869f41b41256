import type { Bilingual } from '../../common/errors/catalogue.ts';
import { ClientError } from '../../common/errors/errors.ts';

/** A request that is no GraphQL over HTTP. `reason` is one of our own sentences: nothing that was sent is repeated. */
export function badRequest(reason: Bilingual): ClientError {
  return new ClientError('BAD_REQUEST', { reason });
}
