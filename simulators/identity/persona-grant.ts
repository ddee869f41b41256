import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import type { Client, Provider, ResourceServer } from 'oidc-provider';
import { AUDIENCE } from './audience.ts';
import type { Persona, Personas } from './personas.ts';

/** An extension grant (RFC 6749 section 4.5) of development: a person's token for his persona's name, without login. */
export const PERSONA_GRANT = 'urn:jawara:params:oauth:grant-type:persona';

/**
 * Teaches `provider` the grant; its one parameter is `persona`. An unknown name is `invalid_grant`. An application's
 * token is the one that its own client credentials would get, so that the explorer can show what it may do.
 */
export function registerPersonaGrant(
  provider: Provider,
  personas: Personas,
  resourceServer: ResourceServer,
): void {
  provider.registerGrantType<{ persona?: string }>(
    PERSONA_GRANT,
    async (context) => {
      const { client, params } = context.oidc;
      const persona = personas.get(params.persona ?? '');
      if (persona === undefined) throw new InvalidGrant('there is no such persona');
      const scope = persona.scopes.join(' ');
      const server = new provider.ResourceServer(AUDIENCE, resourceServer);
      const token =
        persona.kind === 'PERSON'
          ? new provider.AccessToken({
              accountId: persona.subject,
              client,
              grantId: await grantScopes(provider, persona, client.clientId),
              gty: PERSONA_GRANT,
              scope,
              resourceServer: server,
            })
          : new provider.ClientCredentials({
              client: await findApplication(provider, persona),
              scope,
              resourceServer: server,
            });
      context.body = {
        access_token: await token.save(),
        expires_in: token.expiration,
        token_type: 'Bearer',
        scope: token.scope,
      };
    },
    ['persona'],
  );
}

async function findApplication(provider: Provider, persona: Persona): Promise<Client> {
  const client = await provider.Client.find(persona.name);
  if (client === undefined) throw new InvalidGrant('the application is no client here');
  return client;
}

/** Records that `persona` let the client have his scopes; those that others have are recorded as refused. */
export async function grantScopes(
  provider: Provider,
  persona: Persona,
  clientId: string,
  refused: readonly string[] = [],
): Promise<string> {
  const grant = new provider.Grant({ accountId: persona.subject, clientId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(AUDIENCE, persona.scopes.join(' '));
  // A scope that is neither granted nor refused would have consent asked for again and again.
  if (refused.length > 0) grant.rejectResourceScope(AUDIENCE, refused.join(' '));
  return grant.save();
}
