import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { request } from 'undici';
import {
  ORIGIN,
  postPersona,
  postToken,
  readPart,
  REGENCIES,
  startTrustedProvider,
  WARGA_NIK,
} from './provider-on-socket.ts';

let trusted: Awaited<ReturnType<typeof startTrustedProvider>>;
const printed: unknown[] = [];

/** What the provider's JSON addresses answer, as far as it is looked at. */
interface Listing {
  readonly keys: readonly { readonly kid: string }[];
  readonly personas: readonly { readonly name: string; readonly clientSecret?: string }[];
}

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...args) => void printed.push(args));
  }
  trusted = await startTrustedProvider();
});

afterAll(async () => {
  await trusted.stop();
  jest.restoreAllMocks();
});

const getJson = async (path: string, headers: Record<string, string> = {}) => {
  const reply = await request(trusted.provider.issuer + path, { headers });
  return { headers: reply.headers, body: (await reply.body.json()) as Listing };
};

describe('the development identity provider', () => {
  const before = process.env['NODE_ENV'];
  afterEach(() => {
    process.env['NODE_ENV'] = before;
  });

  it('refuses to run in production', async () => {
    process.env['NODE_ENV'] = 'production';
    await expect(startTrustedProvider()).rejects.toThrow(/NODE_ENV=production/);
  });

  it('rejects when its port is taken', async () => {
    const port = Number(new URL(trusted.provider.issuer).port);
    await expect(startTrustedProvider({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('signs with keys that a gateway in production refuses', async () => {
    const { body } = await getJson('/jwks');
    expect(body.keys).toHaveLength(2);
    for (const key of body.keys) {
      expect(key.kid).toMatch(/^development-/);
      expect(key).not.toHaveProperty('d');
    }
    const production = await startTrustedProvider({ production: true });
    const { access_token } = (await postPersona(production.provider, 'warga')).body;
    await expect(production.authenticate(access_token)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await production.stop();
  });

  it.each(['PS256', 'ES256'] as const)('can sign with %s', async (algorithm) => {
    const other = await startTrustedProvider({ algorithm });
    const { access_token } = (await postPersona(other.provider, 'warga')).body;
    expect(readPart(access_token, 0)).toMatchObject({ alg: algorithm, typ: 'at+jwt' });
    await expect(other.authenticate(access_token)).resolves.toMatchObject({ kind: 'PERSON' });
    await other.stop();
  });

  it('describes itself at the well-known address', async () => {
    const { issuer, jwksUri } = trusted.provider;
    const { body } = await getJson('/.well-known/openid-configuration');
    expect(body).toMatchObject({
      issuer,
      jwks_uri: jwksUri,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('answers odd addresses without falling over', async () => {
    for (const path of ['//', '/%', '/interaction/', '/interaction/none', '/nothing']) {
      const reply = await request(trusted.provider.issuer + path);
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
      await reply.body.dump();
    }
  });
});

describe('the grant by persona', () => {
  it.each(['', 'siapa', '__proto__'])('refuses the name "%s"', async (name) => {
    const reply = await postPersona(trusted.provider, name);
    expect(reply.status).toBe(400);
    expect(reply.body.error).toBe('invalid_grant');
  });

  it("gives an application's own token for its name", async () => {
    const reply = await postPersona(trusted.provider, 'app-anggaran');
    expect(reply.status).toBe(200);
    const [, payload = ''] = reply.body.access_token.split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    expect(claims).toMatchObject({
      sub: 'app-anggaran',
      client_id: 'app-anggaran',
      scope: 'payments:read',
    });
  });

  it('refuses a page of another origin', async () => {
    const reply = await postPersona(trusted.provider, 'warga', { origin: 'https://lain.example' });
    expect(reply.status).toBe(400);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('serves pages of the allowed origins', async () => {
    const reply = await postPersona(trusted.provider, 'warga', { origin: ORIGIN });
    expect(reply.status).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBe(ORIGIN);
  });

  const officer = (institution: string, region: string, scopes: string[]) => ({
    institution,
    regions: [region],
    homeRegions: [],
    scopes: new Set(scopes),
  });

  it.each([
    [
      'warga',
      {
        institution: null,
        regions: [],
        homeRegions: ['36.71'],
        scopes: new Set(['self:read']),
        subjectNik: WARGA_NIK,
      },
    ],
    [
      'petugas-3671',
      officer('disdukcapil-3671', '36.71', ['population:read', 'population:verify']),
    ],
    [
      'petugas-3602',
      officer('disdukcapil-3602', '36.02', ['population:read', 'population:verify']),
    ],
    [
      'dinkes-3671',
      officer('dinas-kesehatan-3671', '36.71', ['health:read', 'resident.name:read']),
    ],
    ['keuangan-3671', officer('bpkd-3671', '36.71', ['payments:read', 'aid:read'])],
    [
      'provinsi',
      {
        institution: 'bappeda-36',
        regions: REGENCIES,
        homeRegions: [],
        scopes: new Set(['statistics:read', 'plan:read']),
      },
    ],
  ])('makes %s a person with what is his', async (name, expected) => {
    const { access_token, expires_in } = (await postPersona(trusted.provider, name)).body;
    expect(expires_in).toBe(600);
    expect(await trusted.authenticate(access_token)).toEqual({
      kind: 'PERSON',
      id: `development-${name}`,
      issuer: trusted.provider.issuer,
      application: 'jawara-explorer',
      policies: new Set(),
      tokenExpiresAtMs: Math.floor(trusted.clock.nowMs() / 1_000) * 1_000 + 600_000,
      entitlementsKey: expect.any(String),
      ...expected,
    });
    expect(readPart(access_token, 1)).toMatchObject({
      aud: trusted.provider.audience,
      persona: name,
    });
    expect('nik' in readPart(access_token, 1)).toBe(name === 'warga');
  });
});

describe('client credentials', () => {
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`app-anggaran:${secret}`).toString('base64')}`,
  });
  const form = { grant_type: 'client_credentials', scope: 'payments:read population:read' };

  it('refuse a wrong secret', async () => {
    const reply = await postToken(trusted.provider, form, basic('simulator-salah'));
    expect(reply.status).toBe(401);
    expect(reply.body.error).toBe('invalid_client');
  });

  it('refuse the public client', async () => {
    const reply = await postToken(trusted.provider, { ...form, client_id: 'jawara-explorer' });
    expect(reply.status).toBe(400);
  });

  it('refuse another resource', async () => {
    const reply = await postToken(
      trusted.provider,
      { ...form, resource: 'https://lain.example/' },
      basic(await readSecret()),
    );
    expect(reply.body.error).toBe('invalid_target');
  });

  it('make app-anggaran an application that has its own scopes, and no other that it asks for', async () => {
    const reply = await postToken(trusted.provider, form, basic(await readSecret()));
    expect(reply.status).toBe(200);
    expect(await trusted.authenticate(reply.body.access_token)).toMatchObject({
      kind: 'APPLICATION',
      id: 'app-anggaran',
      application: 'app-anggaran',
      institution: 'bpkd-3671',
      regions: ['36.71'],
      scopes: new Set(['payments:read']),
    });
  });

  async function readSecret(): Promise<string> {
    const { body } = await getJson('/personas');
    const application = body.personas.find((one) => one.name === 'app-anggaran');
    expect(application?.clientSecret).toMatch(/^simulator-/);
    return application!.clientSecret!;
  }
});

describe('the list of personas', () => {
  it('is not readable for pages of other origins', async () => {
    const { headers } = await getJson('/personas', { origin: 'https://lain.example' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('holds no NIK', async () => {
    const { headers, body } = await getJson('/personas', { origin: ORIGIN });
    expect(headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(body.personas).toHaveLength(7);
    expect(JSON.stringify(body)).not.toContain(WARGA_NIK);
  });
});

describe('the library', () => {
  it('prints nothing', () => {
    expect(printed).toEqual([]);
  });
});
