import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** What a TLS server of a test shows, and what a client must trust to accept it. All in PEM. */
export interface TestCertificates {
  readonly authority: string;
  readonly valid: ServerCertificate;
  /** Like the valid one, but for its dates: it ended a day ago. */
  readonly expired: ServerCertificate;
}

export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/**
 * An authority and two certificates of `localhost` and 127.0.0.1 by it, made anew each time, so that no private key lies
 * in the repository. X.509 v3 in DER (RFC 5280, section 4.1), as little of it as TLS clients want.
 */
export function makeCertificates(nowMs: number = Date.now()): TestCertificates {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const issue = (serial: number, untilMs: number): ServerCertificate => ({
    key,
    cert: makeCertificate({
      ...{ serial, untilMs, fromMs: nowMs - 30 * DAY_MS, subject: 'localhost' },
      ...{ publicKey: server.publicKey, issuerKey: authority.privateKey, extension: OWN_NAMES },
    }),
  });
  return {
    authority: makeCertificate({
      ...{ serial: 1, fromMs: nowMs - 30 * DAY_MS, untilMs: nowMs + DAY_MS, subject: ISSUER },
      publicKey: authority.publicKey,
      issuerKey: authority.privateKey,
      extension: MAY_ISSUE,
    }),
    valid: issue(2, nowMs + DAY_MS),
    expired: issue(3, nowMs - DAY_MS),
  };
}

const ISSUER = 'Authority of a test';

/** basicConstraints, critical: an authority. */
const MAY_ISSUE = sequence(
  oid(0x55, 0x1d, 0x13),
  tlv(0x01, Buffer.from([0xff])),
  tlv(0x04, sequence(tlv(0x01, Buffer.from([0xff])))),
);

/** subjectAltName. */
const OWN_NAMES = sequence(
  oid(0x55, 0x1d, 0x11),
  tlv(0x04, sequence(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])))),
);

function makeCertificate(facts: {
  readonly serial: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly extension: Buffer;
}): string {
  const toBeSigned = sequence(
    tlv(0xa0, integer(2)),
    integer(facts.serial),
    ECDSA_SHA256,
    nameOf(ISSUER),
    sequence(utcTime(facts.fromMs), utcTime(facts.untilMs)),
    nameOf(facts.subject),
    facts.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(facts.extension)),
  );
  const signature = sign('sha256', toBeSigned, facts.issuerKey);
  const bits = tlv(0x03, Buffer.from([0]), signature);
  const lines = sequence(toBeSigned, ECDSA_SHA256, bits)
    .toString('base64')
    .replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Buffer {
  const pair = sequence(oid(0x55, 0x04, 0x03), tlv(0x0c, Buffer.from(commonName)));
  return sequence(tlv(0x31, pair));
}

function utcTime(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/\D/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${digits}Z`));
}

function integer(value: number): Buffer {
  return tlv(0x02, Buffer.from([value]));
}

function oid(...bytes: readonly number[]): Buffer {
  return tlv(0x06, Buffer.from(bytes));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, ...parts);
}

/** Tag, length and value of DER. */
function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  if (value.length < 0x80) return Buffer.concat([Buffer.from([tag, value.length]), value]);
  const head = Buffer.from([tag, 0x82, value.length >> 8, value.length & 0xff]);
  return Buffer.concat([head, value]);
}
