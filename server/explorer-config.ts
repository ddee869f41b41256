import { join } from 'node:path';
import { PURPOSES } from '../common/envelope/envelope.ts';
import { projectRoot } from '../common/project-root.ts';
import type { ExplorerConfig } from '../portal/src/explorer-config.ts';
import { EXPLORER_CLIENT } from '../simulators/identity/clients.ts';
import type { IdentityProvider } from '../simulators/identity/start-identity-provider.ts';
import { readExamples } from './read-examples.ts';

/** What the explorer needs beside a gateway that has the development identity provider; without one, no personas. */
export function toExplorerConfig(identity: IdentityProvider | undefined): ExplorerConfig {
  return {
    issuer: identity?.issuer ?? null,
    tokenEndpoint: identity === undefined ? null : `${identity.issuer}/token`,
    clientId: EXPLORER_CLIENT,
    audience: identity?.audience ?? '',
    personas: [...(identity?.personas.values() ?? [])].map(({ name, title }) => ({ name, title })),
    examples: identity === undefined ? [] : readExamples(join(projectRoot, 'examples')),
    purposes: PURPOSES,
  };
}
