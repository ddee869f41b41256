import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toActor } from '../../../gateway/caller.ts';
import {
  createEcKey,
  createRsaKey,
  createTestAuthenticator,
  ISSUER,
  NOW_S,
  sign,
  startKeyServer,
  toClaims,
} from './issuer-on-socket.ts';

const rsa = createRsaKey();
const ec = createEcKey();
let keyServer: Awaited<ReturnType<typeof startKeyServer>>;
let authenticator: ReturnType<typeof createTestAuthenticator>;

beforeAll(async () => {
  keyServer = await startKeyServer([rsa.jwk, ec.jwk]);
  authenticator = createTestAuthenticator(keyServer.jwksUri);
});

afterAll(async () => {
  await authenticator.close();
  await keyServer.stop();
});

const callerOf = (changes: Record<string, unknown> = {}) =>
  authenticator.authenticate(`Bearer ${sign(rsa, toClaims(changes))}`);

describe('a caller', () => {
  it('is anonymous without a header, and has nothing', async () => {
    const caller = await authenticator.authenticate(undefined);
    expect(caller).toEqual({
      kind: 'ANONYMOUS',
      scopes: new Set(),
      policies: new Set(),
      regions: [],
      homeRegions: [],
      institution: null,
      entitlementsKey: expect.any(String),
    });
    expect(toActor(caller)).toBe('anonymous');
  });

  it('is the person whom the token names, with what it grants', async () => {
    const caller = await callerOf({
      nik: '3671010203800001',
      home_regions: ['36.71'],
      policies: ['pejabat'],
    });
    expect(caller).toEqual({
      kind: 'PERSON',
      id: 'pegawai-7',
      issuer: ISSUER,
      application: 'aplikasi',
      institution: 'disdukcapil-3671',
      regions: ['36.71'],
      homeRegions: ['36.71'],
      scopes: new Set(['population:read', 'population:verify']),
      policies: new Set(['pejabat']),
      subjectNik: '3671010203800001',
      tokenExpiresAtMs: (NOW_S + 600) * 1_000,
      entitlementsKey: expect.any(String),
    });
    expect(toActor(caller)).toBe(`person:${ISSUER}#pegawai-7`);
  });

  it('is an application where the subject is the client itself', async () => {
    const caller = await callerOf({ sub: 'aplikasi' });
    expect(caller.kind).toBe('APPLICATION');
    expect(toActor(caller)).toBe(`application:${ISSUER}#aplikasi`);
  });

  it('has no regions, scopes or institution that the token does not name', async () => {
    const caller = await callerOf({ regions: undefined, scope: undefined, institution: undefined });
    expect(caller).toMatchObject({ regions: [], scopes: new Set(), institution: null });
  });

  it.each(['RS256', 'PS256'] as const)('is known by %s', async (algorithm) => {
    const token = sign(rsa, toClaims(), {}, algorithm);
    await expect(authenticator.authenticate(`bearer ${token}`)).resolves.toMatchObject({
      kind: 'PERSON',
    });
  });

  it('is known by ES256', async () => {
    await expect(authenticator.authenticate(`Bearer ${sign(ec)}`)).resolves.toMatchObject({
      kind: 'PERSON',
    });
  });

  it('is read from claims of other names where the issuer has others', async () => {
    const renamed = createTestAuthenticator(keyServer.jwksUri, {
      issuer: {
        tokenTypes: ['JWT'],
        claims: { application: 'azp', regions: 'https://example.go.id/wilayah' },
      },
    });
    const claims = toClaims({
      client_id: undefined,
      azp: 'portal',
      'https://example.go.id/wilayah': ['36.02'],
    });
    const token = sign(rsa, claims, { typ: 'JWT' });
    await expect(renamed.authenticate(`Bearer ${token}`)).resolves.toMatchObject({
      application: 'portal',
      regions: ['36.02'],
    });
    await renamed.close();
  });
});

describe('the entitlements key', () => {
  const changes: [string, Record<string, unknown>][] = [
    ['subject', { sub: 'pegawai-8' }],
    ['application', { client_id: 'lain' }],
    ['kind', { sub: 'aplikasi' }],
    ['scopes', { scope: 'population:read' }],
    ['regions', { regions: ['36.02'] }],
    ['home region', { home_regions: ['36.02'] }],
    ['institution', { institution: 'disdukcapil-3602' }],
    ['policies', { policies: ['pejabat'] }],
    ['vouched NIK', { nik: '3671010203800001' }],
  ];

  it.each(changes)('differs with another %s', async (_what, change) => {
    const usual = await callerOf();
    const other = await callerOf(change);
    expect(other.entitlementsKey).not.toBe(usual.entitlementsKey);
  });

  it('is the same for another token of the same entitlements, in whatever order they stand', async () => {
    const usual = await callerOf({ regions: ['36.02', '36.71'] });
    const renewed = await callerOf({
      exp: NOW_S + 900,
      scope: 'population:verify population:read',
      regions: ['36.71', '36.02', '36.71'],
    });
    expect(renewed.entitlementsKey).toBe(usual.entitlementsKey);
  });
});
