import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import type { Provider, ResourceServer } from 'oidc-provider';
import { AUDIENCE } from './audience.ts';
import type { Persona, Personas } from './personas.ts';

/** An extension grant (RFC 6749 section 4.5) of development: a person's token for his persona's name, without login. */
export const PERSONA_GRANT = 'urn:jawara:params:oauth:grant-type:persona';

/** Teaches `provider` the grant; its one parameter is `persona`. An unknown name, or an application's, is `invalid_grant`. */
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
      if (persona?.kind !== 'PERSON') throw new InvalidGrant('there is no such persona');
      const grantId = await grantScopes(provider, persona, client.clientId);
      const token = new provider.AccessToken({
        accountId: persona.subject,
        client,
        grantId,
        gty: PERSONA_GRANT,
        scope: persona.scopes.join(' '),
        resourceServer: new provider.ResourceServer(AUDIENCE, resourceServer),
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
