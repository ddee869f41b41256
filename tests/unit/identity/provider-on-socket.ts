import { request } from 'undici';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createAuthenticator } from '../../../gateway/authenticate/create-authenticator.ts';
import {
  startIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from '../../../simulators/identity/start-identity-provider.ts';
import type { Province } from '../../../simulators/province/province.ts';

export const ORIGIN = 'http://localhost:4000';
export const WARGA_NIK = '3671010203800001';
export const REGENCIES = '36.01 36.02 36.03 36.04 36.71 36.72 36.73 36.74'.split(' ');

/** As much of a province as the provider looks at. */
const province = {
  regencies: new Map(REGENCIES.map((code) => [code, {}])),
  test: { warga: { nik: WARGA_NIK } },
} as unknown as Province;

/** The provider, and a gateway's authenticator that trusts it, on one frozen clock. */
export async function startTrustedProvider(
  options: Partial<IdentityProviderOptions> & { readonly production?: boolean } = {},
) {
  const clock = createFrozenClock(Date.now());
  const provider = await startIdentityProvider({
    port: 0,
    province,
    clock,
    logger: silentLogger,
    allowedOrigins: [ORIGIN],
    ...options,
  });
  const { issuer, jwksUri, audience } = provider;
  const authenticator = createAuthenticator(
    { issuers: [{ issuer, jwksUri, audience }] },
    { clock, logger: silentLogger, production: options.production ?? false },
  );
  return {
    provider,
    clock,
    authenticate: (token: string) => authenticator.authenticate(`Bearer ${token}`),
    async stop() {
      await authenticator.close();
      await provider.stop();
    },
  };
}

export interface TokenReply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly error?: string;
    readonly scope?: string;
    readonly expires_in?: number;
  };
}

export async function postToken(
  provider: IdentityProvider,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TokenReply> {
  const reply = await request(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  });
  return {
    status: reply.statusCode,
    headers: reply.headers,
    body: (await reply.body.json()) as TokenReply['body'],
  };
}

export function postPersona(
  provider: IdentityProvider,
  persona: string,
  headers: Record<string, string> = {},
): Promise<TokenReply> {
  return postToken(
    provider,
    {
      grant_type: 'urn:jawara:params:oauth:grant-type:persona',
      client_id: 'jawara-explorer',
      persona,
    },
    headers,
  );
}

/** A part of a token, unverified: 0 is the header, 1 the claims. */
export function readPart(token: string, part: 0 | 1): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[part]!, 'base64url').toString()) as Record<
    string,
    unknown
  >;
}
