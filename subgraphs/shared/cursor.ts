import { createHmac, timingSafeEqual } from 'node:crypto';
import { badUserInput, type ClientError } from '../../common/errors/errors.ts';

/**
 * Makes an opaque cursor: the position after which a page begins, signed together with `binding`, which names the list
 * it belongs to (field, filter, regions). A cursor opens for that list only. Positions are never personal values: they
 * are signed, not encrypted.
 */
export function sealCursor(secret: Uint8Array, binding: string, position: unknown): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${sign(secret, binding, payload).toString('base64url')}`;
}

/**
 * @throws ClientError - `BAD_USER_INPUT` for `after` where the cursor was not made for this list.
 */
export function openCursor(secret: Uint8Array, binding: string, cursor: string): unknown {
  const [payload = '', signature = ''] = cursor.split('.');
  const expected = sign(secret, binding, payload);
  const received = Buffer.from(signature, 'base64url');
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) {
    throw foreignCursor();
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
}

/** The refusal of a cursor that was made for another list, or by nobody. */
export function foreignCursor(): ClientError {
  return badUserInput('after', { en: 'not a cursor of this list', id: 'bukan kursor daftar ini' });
}

function sign(secret: Uint8Array, binding: string, payload: string): Buffer {
  return createHmac('sha256', secret).update(`${binding}\n${payload}`).digest().subarray(0, 16);
}
