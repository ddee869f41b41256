import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { InternalError } from '../../common/errors/errors.ts';
import { toVerificationKey, type VerificationKey } from './verification-key.ts';

/** A key set beyond this size is refused. */
const MAX_KEYS_BYTES = 262_144;

const keySetSchema = z.object({ keys: z.array(z.unknown()).max(100) });

export interface KeysRequest {
  readonly jwksUri: string;
  readonly timeoutMs: number;
  readonly dispatcher: Dispatcher;
}

/**
 * Fetches an issuer's JWK Set (RFC 7517 section 5) from the configured address; a redirect is a failure. Keys that cannot verify tokens
 * are left out; of two with one name the first counts. A set may be empty: then the issuer has withdrawn all.
 *
 * @throws InternalError - no set arrived in time, or what arrived is none.
 */
export async function fetchKeys(
  keysRequest: KeysRequest,
): Promise<ReadonlyMap<string, VerificationKey>> {
  const text = await fetchText(keysRequest).catch((cause: unknown) => {
    throw new InternalError('the key set cannot be fetched', cause);
  });
  const parsed = keySetSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new InternalError('the key set cannot be read');
  const keys = new Map<string, VerificationKey>();
  for (const key of parsed.data.keys.map(toVerificationKey)) {
    if (key !== undefined && !keys.has(key.kid)) keys.set(key.kid, key);
  }
  return keys;
}

async function fetchText({ jwksUri, timeoutMs, dispatcher }: KeysRequest): Promise<string> {
  const { statusCode, body } = await request(jwksUri, {
    dispatcher,
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: 'application/jwk-set+json, application/json' },
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new InternalError(`the key set's address answered ${statusCode}`);
  }
  return readLimited(body);
}

async function readLimited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_KEYS_BYTES) throw new InternalError('the key set is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
