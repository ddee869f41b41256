import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { ORIGIN, postToken, readPart, startTrustedProvider } from './provider-on-socket.ts';

const REDIRECT = `${ORIGIN}/graphql`;
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const ALL_SCOPES = 'openid self:read population:read population:verify payments:read';

let trusted: Awaited<ReturnType<typeof startTrustedProvider>>;

beforeAll(async () => {
  trusted = await startTrustedProvider();
});

afterAll(() => trusted.stop());

/** A browser as far as it matters here: cookies, and redirects one by one. */
function createBrowser() {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>) => {
    const reply = await request(new URL(url, trusted.provider.issuer), {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    });
    for (const cookie of [reply.headers['set-cookie'] ?? []].flat()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      cookies.set(name, value);
    }
    return {
      status: reply.statusCode,
      location: String(reply.headers['location'] ?? ''),
      headers: reply.headers,
      text: await reply.body.text(),
    };
  };
}

function authorizationUrl(changes: Record<string, string | undefined> = {}): string {
  const parameters: Record<string, string | undefined> = {
    client_id: 'jawara-explorer',
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: ALL_SCOPES,
    state: 'keadaan',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, value);
  }
  return `/auth?${query.toString()}`;
}

/** Logs in as `persona`, and counts the pages that he is shown on the way. */
async function logIn(persona: string): Promise<{ readonly code: string; readonly pages: number }> {
  const browse = createBrowser();
  let reply = await browse(authorizationUrl());
  let pages = 0;
  for (let hop = 0; hop < 10 && !reply.location.startsWith(REDIRECT); hop += 1) {
    const { location } = reply;
    if (location.includes('/interaction/')) {
      pages += 1;
      expect((await browse(location)).text).toContain(`value="${persona}"`);
      reply = await browse(location, { persona });
    } else {
      reply = await browse(location);
    }
  }
  const answer = new URL(reply.location).searchParams;
  expect(answer.get('state')).toBe('keadaan');
  return { code: answer.get('code') ?? '', pages };
}

const exchange = (code: string, changes: Record<string, string> = {}) =>
  postToken(trusted.provider, {
    grant_type: 'authorization_code',
    client_id: 'jawara-explorer',
    redirect_uri: REDIRECT,
    code,
    code_verifier: verifier,
    ...changes,
  });

describe('the code flow', () => {
  it('refuses an address that is not registered, without going there', async () => {
    const reply = await createBrowser()(
      authorizationUrl({ redirect_uri: 'https://lain.example/' }),
    );
    expect(reply.status).toBe(400);
    expect(reply.location).toBe('');
  });

  it('refuses a request without PKCE', async () => {
    const reply = await createBrowser()(
      authorizationUrl({ code_challenge: undefined, code_challenge_method: undefined }),
    );
    expect(new URL(reply.location).searchParams.get('error')).toBe('invalid_request');
  });

  it('refuses a code with another verifier', async () => {
    const { code } = await logIn('warga');
    const reply = await exchange(code, { code_verifier: randomBytes(32).toString('base64url') });
    expect(reply.body.error).toBe('invalid_grant');
  });

  it('refuses a code that was used', async () => {
    const { code } = await logIn('warga');
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).body.error).toBe('invalid_grant');
  });

  it('refuses an application as a person, and a login of another browser', async () => {
    const browse = createBrowser();
    const { location } = await browse(authorizationUrl());
    expect((await browse(location, { persona: 'app-anggaran' })).status).toBe(400);
    expect((await createBrowser()(location, { persona: 'warga' })).status).toBe(400);
  });

  it('asks who, once, and never for consent', async () => {
    expect((await logIn('petugas-3602')).pages).toBe(1);
  });

  it('gives the person the scopes that are his, and no other that were asked for', async () => {
    const { code } = await logIn('petugas-3602');
    const { body } = await exchange(code);
    const caller = await trusted.authenticate(body.access_token);
    expect(caller).toMatchObject({
      kind: 'PERSON',
      id: 'development-petugas-3602',
      application: 'jawara-explorer',
      regions: ['36.02'],
      scopes: new Set(['population:read', 'population:verify']),
    });
    expect(readPart(body.access_token, 1)['aud']).toBe(trusted.provider.audience);
  });

  it('renews a token, and takes a refresh token once', async () => {
    const { code } = await logIn('warga');
    const { refresh_token } = (await exchange(code)).body;
    const refresh = () =>
      postToken(trusted.provider, {
        grant_type: 'refresh_token',
        client_id: 'jawara-explorer',
        refresh_token,
      });
    const renewed = await refresh();
    expect(await trusted.authenticate(renewed.body.access_token)).toMatchObject({
      id: 'development-warga',
      scopes: new Set(['self:read']),
    });
    expect((await refresh()).body.error).toBe('invalid_grant');
  });

  it('shows pages that load nothing and link nowhere', async () => {
    const browse = createBrowser();
    const { location } = await browse(authorizationUrl());
    const login = await browse(location);
    const error = await browse(authorizationUrl({ client_id: '<b>lain</b>' }));
    expect(login.headers['content-security-policy']).toContain("default-src 'none'");
    for (const { text } of [login, error]) {
      expect(text).toContain('<!doctype html>');
      expect(text).not.toMatch(/https?:|@import|<script|<b>/);
    }
  });
});
