import type { Envelope } from '../../common/envelope/envelope.ts';
import { ClientError } from '../../common/errors/errors.ts';
import { readNik } from './read-arguments.ts';

/**
 * The caller's own NIK.
 *
 * @throws ClientError - `UNAUTHORIZED_FIELD_OR_TYPE` for `coordinate` where the token speaks of no person in the
 *   population register (an officer's or an application's).
 */
export function findSelf(envelope: Envelope, coordinate: string): string {
  const self = envelope.onBehalfOf.find((subject) => subject.relation === 'SELF');
  if (self === undefined) throw new ClientError('UNAUTHORIZED_FIELD_OR_TYPE', { coordinate });
  return readNik(self.nik);
}
