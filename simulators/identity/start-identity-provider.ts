import type { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { Province } from '../province/province.ts';
import { refuseProduction } from '../simulator.ts';
import { AUDIENCE } from './audience.ts';
import { createSecret } from './clients.ts';
import { registerPersonaGrant } from './persona-grant.ts';
import { createPersonas, type Personas } from './personas.ts';
import {
  toConfiguration,
  toResourceServer,
  type ProviderSettings,
  type SigningAlgorithm,
} from './provider-configuration.ts';
import { serveLogin } from './serve-login.ts';
import { servePersonas } from './serve-personas.ts';
import { generateSigningKeys } from './signing-keys.ts';

export interface IdentityProviderOptions {
  /** Default 4001; 0 takes any that is free. */
  readonly port?: number;
  /** Knows the citizen's NIK and the regencies. */
  readonly province: Province;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Origins, such as `http://localhost:4000`, whose pages may ask for tokens. */
  readonly allowedOrigins: readonly string[];
  /** What access tokens are signed with; default RS256. */
  readonly algorithm?: SigningAlgorithm;
}

export interface IdentityProvider {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  readonly personas: Personas;
  stop(): Promise<void>;
}

/**
 * Starts the development OpenID provider on 127.0.0.1: discovery, JWKS, code + PKCE, refresh, client credentials and
 * the grant by persona. Keys and secrets are made here and end with it.
 *
 * @throws Error - in production; or where the port is taken (`code` EADDRINUSE).
 */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  refuseProduction('the development identity provider');
  const personas = createPersonas(options.province);
  const keys = await generateSigningKeys();
  const server = createServer();
  const issuer = `http://localhost:${await listenOnLoopback(server, options.port ?? 4001)}`;
  const settings: ProviderSettings = {
    personas,
    clock: options.clock,
    keys,
    algorithm: options.algorithm ?? 'RS256',
    // Its own origin too, so that there is always somewhere to be sent back to.
    origins: [...options.allowedOrigins, issuer],
    secrets: createSecrets(personas),
  };
  serve(server, createProvider(issuer, settings, options.logger), settings, options.logger);
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    audience: AUDIENCE,
    personas,
    stop: () => closeServer(server),
  };
}

function createSecrets(personas: Personas): ReadonlyMap<string, string> {
  const applications = [...personas.values()].filter(({ kind }) => kind === 'APPLICATION');
  return new Map(applications.map(({ name }) => [name, createSecret()]));
}

function createProvider(issuer: string, settings: ProviderSettings, logger: Logger): Provider {
  const provider = new Provider(issuer, toConfiguration(settings));
  registerPersonaGrant(
    provider,
    settings.personas,
    toResourceServer(settings.personas, settings.algorithm),
  );
  provider.on('server_error', (_context, error) => {
    logger.error({ err: error }, 'the identity provider failed');
  });
  // Without a listener the library prints. Its types know no event of this name.
  (provider as EventEmitter).on('error', (error: unknown) => {
    logger.warn({ err: error }, 'the identity provider dropped a request');
  });
  return provider;
}

function serve(
  server: Server,
  provider: Provider,
  settings: ProviderSettings,
  logger: Logger,
): void {
  const answerOAuth = provider.callback();
  server.on('request', (request, response) => {
    const pathname = request.url?.split('?')[0] ?? '/';
    if (pathname === '/personas' && request.method === 'GET') {
      servePersonas(settings, request, response);
    } else if (pathname.startsWith('/interaction/')) {
      serveLogin(provider, settings.personas, request, response).catch((error: unknown) => {
        logger.error({ err: error }, 'the login page failed');
        response.destroy();
      });
    } else {
      void answerOAuth(request, response);
    }
  });
}
