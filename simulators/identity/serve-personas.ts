import type { IncomingMessage, ServerResponse } from 'node:http';
import { AUDIENCE } from './audience.ts';
import { EXPLORER_CLIENT } from './clients.ts';
import { PERSONA_GRANT } from './persona-grant.ts';
import type { Personas } from './personas.ts';

/**
 * Answers `GET /personas`: who there is, and how to get each one's token. An application's secret stands there, since
 * the command line is another process and secrets are new at every start; pages of other origins cannot read it.
 */
export function servePersonas(
  options: {
    readonly personas: Personas;
    readonly secrets: ReadonlyMap<string, string>;
    readonly origins: readonly string[];
  },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const origin = request.headers.origin;
  if (origin !== undefined && options.origins.includes(origin)) {
    response.setHeader('access-control-allow-origin', origin);
  }
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    vary: 'Origin',
  });
  response.end(
    JSON.stringify({
      audience: AUDIENCE,
      client: EXPLORER_CLIENT,
      grantType: PERSONA_GRANT,
      personas: toList(options.personas, options.secrets),
    }),
  );
}

function toList(personas: Personas, secrets: ReadonlyMap<string, string>) {
  return [...personas.values()].map(({ name, kind, title, institution, regions, scopes }) => ({
    name,
    kind,
    title,
    institution,
    regions,
    scopes,
    ...(secrets.has(name) ? { clientSecret: secrets.get(name) } : {}),
  }));
}
