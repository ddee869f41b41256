import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../simulator.ts';
import { PERSONA_GRANT } from './persona-grant.ts';

/** The public client of the explorer and of the command line. */
export const EXPLORER_CLIENT = 'jawara-explorer';

/** The paths, at each allowed origin, that a person may be sent back to after login. */
const REDIRECT_PATHS = ['/graphql', '/callback'];

/** A secret that lasts as long as the provider runs. */
export function createSecret(): string {
  return SIMULATOR_CREDENTIAL_PREFIX + randomBytes(24).toString('base64url');
}

/** A public client: code + PKCE and refresh, and the shortcut by persona. */
export function explorerClient(origins: readonly string[]): ClientMetadata {
  return {
    client_id: EXPLORER_CLIENT,
    client_name: 'Jawara Explorer',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', PERSONA_GRANT],
    response_types: ['code'],
    redirect_uris: origins.flatMap((origin) => REDIRECT_PATHS.map((path) => origin + path)),
  };
}

/** A confidential client that acts for nobody: client credentials alone. */
export function applicationClient(clientId: string, secret: string): ClientMetadata {
  return {
    client_id: clientId,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}
