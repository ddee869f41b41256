import type { Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
import type { Clock } from '../../common/clock.ts';
import { AUDIENCE, TOKEN_LIFETIME_S } from './audience.ts';
import { applicationClient, createSecret, explorerClient } from './clients.ts';
import { createMemoryStore } from './memory-store.ts';
import { toErrorPage } from './pages.ts';
import { toClaims } from './persona-claims.ts';
import { grantScopes } from './persona-grant.ts';
import { findPersonBySubject, scopesOf, type Personas } from './personas.ts';
import type { SigningKey } from './signing-keys.ts';

export type SigningAlgorithm = 'RS256' | 'PS256' | 'ES256';

export interface ProviderSettings {
  readonly personas: Personas;
  readonly clock: Clock;
  readonly keys: readonly SigningKey[];
  readonly algorithm: SigningAlgorithm;
  /** Origins whose pages may ask for tokens and get persons back after login. */
  readonly origins: readonly string[];
  /** Each application's client secret, by persona's name. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** The protected resource as the provider knows it: all scopes, JWT access tokens. */
export function toResourceServer(personas: Personas, algorithm: SigningAlgorithm): ResourceServer {
  return {
    scope: scopesOf(personas).join(' '),
    audience: AUDIENCE,
    accessTokenTTL: TOKEN_LIFETIME_S,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: algorithm } },
  };
}

/**
 * The provider's configuration. The scopes of the API belong to the resource server alone: among the top-level
 * `scopes` they would have the provider ask for consent without end.
 */
export function toConfiguration(settings: ProviderSettings): Configuration {
  const { personas, origins, keys } = settings;
  return {
    adapter: createMemoryStore(),
    jwks: { keys: [...keys] },
    cookies: { keys: [createSecret()] },
    clients: [
      explorerClient(origins),
      ...[...settings.secrets].map(([name, secret]) => applicationClient(name, secret)),
    ],
    clientBasedCORS: (_context, origin) => origins.includes(origin),
    features: toFeatures(personas, settings.algorithm),
    findAccount: (_context, subject) => findAccount(personas, subject),
    loadExistingGrant: (context) => grantWithoutConsent(context, personas),
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    extraTokenClaims: (_context, token) => {
      const persona =
        'accountId' in token
          ? findPersonBySubject(personas, token.accountId)
          : personas.get(token.clientId ?? '');
      return persona === undefined ? undefined : toClaims(persona);
    },
    formats: {
      customizers: {
        jwt: (_context, _token, { payload }) => {
          stampTime(payload, settings.clock);
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = toErrorPage(out.error);
    },
    ttl: {
      AccessToken: TOKEN_LIFETIME_S,
      ClientCredentials: TOKEN_LIFETIME_S,
      AuthorizationCode: 60,
      IdToken: TOKEN_LIFETIME_S,
      Interaction: 600,
      Session: 28_800,
      Grant: 28_800,
      RefreshToken: 28_800,
    },
  };
}

function toFeatures(
  personas: Personas,
  algorithm: SigningAlgorithm,
): NonNullable<Configuration['features']> {
  const resourceServer = toResourceServer(personas, algorithm);
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    // Their pages load fonts from elsewhere, or nothing here needs them.
    rpInitiatedLogout: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, indicator, client) => {
        if (indicator !== AUDIENCE) throw new InvalidTarget();
        // Nobody limits what an application asks for but this.
        const application = personas.get(client.clientId);
        return application === undefined
          ? resourceServer
          : { ...resourceServer, scope: application.scopes.join(' ') };
      },
    },
  };
}

function findAccount(personas: Personas, subject: string) {
  const persona = findPersonBySubject(personas, subject);
  if (persona === undefined) return undefined;
  return { accountId: subject, claims: async () => ({ sub: subject, ...toClaims(persona) }) };
}

/** Personas consent to everything they have, at once: development asks who, not whether. */
async function grantWithoutConsent(context: KoaContextWithOIDC, personas: Personas) {
  const { session, client, provider } = context.oidc;
  const persona = findPersonBySubject(personas, session?.accountId ?? '');
  if (persona === undefined || client === undefined) return undefined;
  const refused = scopesOf(personas).filter((scope) => !persona.scopes.includes(scope));
  return provider.Grant.find(await grantScopes(provider, persona, client.clientId, refused));
}

/** The library reads the system's clock; tokens carry ours, so that tests can freeze it. */
function stampTime(payload: Record<string, unknown>, clock: Clock): void {
  const nowS = Math.floor(clock.nowMs() / 1_000);
  payload['iat'] = nowS;
  payload['exp'] = nowS + TOKEN_LIFETIME_S;
}
