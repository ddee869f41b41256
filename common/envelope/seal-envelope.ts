import { createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { ClientError, InternalError } from '../errors/errors.ts';
import { PURPOSES, type Envelope } from './envelope.ts';

/** The header that carries an envelope: `<kid>.<base64url JSON>.<base64url HMAC-SHA-256>`. */
export const ENVELOPE_HEADER = 'jawara-envelope';

/** How far a subgraph's clock may be behind the gateway's, and how long an envelope is good for, in ms. */
const MAX_SKEW_MS = 5_000;
const MAX_AGE_MS = 60_000;

/** The secret that all envelope keys are derived from, under a name that may stand in a header. */
export interface EnvelopeRoot {
  readonly kid: string;
  /** At least 32 bytes. */
  readonly secret: Uint8Array;
}

const MIN_SECRET_BYTES = 32;

/**
 * HKDF-SHA-256 (RFC 5869): one key a subgraph, so that one subgraph's key seals nothing for another.
 *
 * @throws InternalError - where the secret is shorter than 32 bytes, as a text that is no base64url becomes when decoded.
 */
function deriveKey(root: EnvelopeRoot, subgraph: string): Buffer {
  if (root.secret.byteLength < MIN_SECRET_BYTES) {
    throw new InternalError(`an envelope root has at least ${MIN_SECRET_BYTES} bytes`);
  }
  return Buffer.from(hkdfSync('sha256', root.secret, 'jawara-envelope-v1', subgraph, 32));
}

export function hashBody(body: string | Uint8Array): string {
  return hash('sha256', body, 'base64url');
}

/** Seals envelopes for one subgraph. */
export function createEnvelopeSealer(
  root: EnvelopeRoot,
  subgraph: string,
): (envelope: Envelope) => string {
  const seal = createTextSealer(root, subgraph);
  return (envelope) => seal(JSON.stringify(envelope));
}

/** Seals envelopes that are JSON already, for one subgraph. */
export function createTextSealer(root: EnvelopeRoot, subgraph: string): (json: string) => string {
  const key = deriveKey(root, subgraph);
  return (json) => {
    const payload = `${root.kid}.${Buffer.from(json).toString('base64url')}`;
    return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
  };
}

const envelopeSchema = z.strictObject({
  subgraph: z.string(),
  bodyHash: z.string(),
  actor: z.string(),
  onBehalfOf: z.array(
    z.strictObject({
      nik: z.string(),
      relation: z.enum(['SELF', 'WARD']),
      birthDate: z.string().optional(),
    }),
  ),
  homeRegions: z.array(z.string()),
  application: z.string().nullable(),
  institution: z.string().nullable(),
  regions: z.array(z.string()),
  scopes: z.array(z.string()),
  purpose: z.enum(PURPOSES).nullable(),
  caseReference: z.string().nullable(),
  requestId: z.string(),
  deadlineAtMs: z.number(),
  issuedAtMs: z.number(),
  nonce: z.string().min(16),
});

export type EnvelopeOpener = (header: string | undefined, body: string | Uint8Array) => Envelope;

/**
 * Opens envelopes of one subgraph. The opener throws `ENVELOPE_INVALID` for a missing or malformed one, an unknown
 * `kid`, a wrong signature, another subgraph's, a changed body, one issued in the future or over 60 s ago, one past its
 * deadline, and one whose nonce was seen before. Several roots are accepted while they are rotated.
 *
 * Nonces are remembered in this process: several processes of one subgraph each accept a nonce once.
 */
export function createEnvelopeOpener(options: {
  readonly subgraph: string;
  readonly roots: readonly EnvelopeRoot[];
  readonly clock: Clock;
}): EnvelopeOpener {
  const keys = new Map(options.roots.map((root) => [root.kid, deriveKey(root, options.subgraph)]));
  const rememberNonce = createNonceMemory(options.clock);
  return (header, body) => {
    const envelope = readEnvelope(header, keys);
    const nowMs = options.clock.nowMs();
    if (envelope.subgraph !== options.subgraph) throw invalid('it was sealed for another subgraph');
    if (envelope.bodyHash !== hashBody(body)) throw invalid('the body was changed');
    if (envelope.issuedAtMs > nowMs + MAX_SKEW_MS) throw invalid('it was issued in the future');
    if (envelope.issuedAtMs < nowMs - MAX_AGE_MS || envelope.deadlineAtMs <= nowMs)
      throw invalid('it is stale');
    if (!rememberNonce(envelope.nonce)) throw invalid('it was used before');
    return envelope;
  };
}

/**
 * Whether a header could be an envelope, by its form alone: key, payload and signature. For whoever would read a body before
 * the envelope is opened.
 */
export function looksLikeEnvelope(header: string | undefined): boolean {
  return header !== undefined && /^[\w-]{1,64}\.[\w-]+\.[\w-]{43}$/.test(header);
}

function readEnvelope(header: string | undefined, keys: ReadonlyMap<string, Buffer>): Envelope {
  if (header === undefined) throw invalid('there is none');
  const [kid, payload, signature, ...rest] = header.split('.');
  if (kid === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw invalid('it is malformed');
  }
  const key = keys.get(kid);
  if (key === undefined) throw invalid('its key is unknown');
  const expected = createHmac('sha256', key).update(`${kid}.${payload}`).digest();
  const received = Buffer.from(signature, 'base64url');
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) {
    throw invalid('its signature is wrong');
  }
  const parsed = envelopeSchema.safeParse(
    parseJson(Buffer.from(payload, 'base64url').toString('utf8')),
  );
  if (!parsed.success) throw invalid('its content is incomplete');
  return parsed.data as unknown as Envelope;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Remembers nonces for as long as an envelope can be good; answers false for one that it knows. */
function createNonceMemory(clock: Clock): (nonce: string) => boolean {
  let recent = new Set<string>();
  let older = new Set<string>();
  let turnedAtMs = clock.nowMs();
  return (nonce) => {
    const nowMs = clock.nowMs();
    if (nowMs - turnedAtMs > MAX_AGE_MS + MAX_SKEW_MS) {
      older = nowMs - turnedAtMs > 2 * (MAX_AGE_MS + MAX_SKEW_MS) ? new Set() : recent;
      recent = new Set();
      turnedAtMs = nowMs;
    }
    if (recent.has(nonce) || older.has(nonce)) return false;
    recent.add(nonce);
    return true;
  };
}

/** What can be wrong with an envelope, and the same in Indonesian. */
const FAULTS = {
  'there is none': 'amplopnya tidak ada',
  'it is malformed': 'bentuk amplopnya salah',
  'its key is unknown': 'kunci amplopnya tidak dikenal',
  'its signature is wrong': 'tanda tangan amplopnya salah',
  'its content is incomplete': 'isi amplopnya tidak lengkap',
  'it was sealed for another subgraph': 'amplopnya disegel untuk subgraph lain',
  'the body was changed': 'isi panggilannya telah diubah',
  'it was issued in the future': 'amplopnya terbit di masa depan',
  'it is stale': 'amplopnya sudah kedaluwarsa',
  'it was used before': 'amplopnya sudah pernah dipakai',
} as const;

function invalid(fault: keyof typeof FAULTS): ClientError {
  return new ClientError('ENVELOPE_INVALID', { reason: { en: fault, id: FAULTS[fault] } });
}
