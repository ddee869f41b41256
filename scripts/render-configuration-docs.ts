import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { z } from 'zod';
import { projectRoot } from '../common/project-root.ts';
import { gatewayConfigSchema } from '../server/gateway-config.ts';
import { subgraphConfigSchema } from '../server/subgraph-config.ts';
import { ENVIRONMENT_VARIABLES, MEANINGS } from './configuration-meanings.ts';
import { readCommandHelp } from './read-command-help.ts';
import { listConfigurationKeys, renderTable } from './render-schema-table.ts';

const INTRODUCTION = `# Configuration

This file is written from the schemas and the commands by \`npx tsx scripts/write-configuration-docs.ts\`; do not edit it.

\`npm start\` needs no configuration. The gateway alone and a subgraph alone each read one YAML file. What a regency has
bound stands in the registry: [bindings.md](bindings.md).

- An unknown key is refused, with the one that was probably meant.
- All faults are reported at once, at start, each with file, line and column, and what was expected.
- A value that consists of \`\${NAME}\` is taken from the environment; secrets are written so and in no other way.
- Nothing is contacted but what is configured.
`;

const GATEWAY_EXAMPLE = `The gateway in front of our own subgraph \`population\`, which runs elsewhere:

\`\`\`yaml
# gateway.yml
listen:
  port: 4000
authentication:
  issuers:
    - issuer: https://sso.example.go.id/realms/banten
      jwksUri: https://sso.example.go.id/realms/banten/protocol/openid-connect/certs
      audience: jawara
      tokenTypes: [JWT]
      claims:
        application: azp
envelopes:
  kid: '2026-11'
  root: \${JAWARA_ENVELOPE_ROOT}
subgraphs:
  population:
    url: http://127.0.0.1:4100/graphql
    envelope: true
guardianship: population
\`\`\`
`;

const SUBGRAPH_EXAMPLE = `\`\`\`yaml
# population.yml
envelopes:
  - kid: '2026-11'
    root: \${JAWARA_ENVELOPE_ROOT}
cursorSecret: \${JAWARA_CURSOR_SECRET}
replicas:
  url: \${JAWARA_REPLICA_URL}
  activeKid: '2026-11'
  keys:
    '2026-11': \${JAWARA_REPLICA_KEY}
  lookupSecret: \${JAWARA_REPLICA_LOOKUP_SECRET}
\`\`\`

A secret of 32 bytes: \`node -p "crypto.randomBytes(32).toString('base64url')"\`. Both sides name the same root under the
same \`kid\`; during a rotation a subgraph lists the old and the new one. A replica key stays in the
list until no row is sealed under it ([ADR 0003](adr/0003-replicas.md)). The names of the variables are this example's: a file may
refer to any.
`;

/** The text of `docs/configuration.md`. */
export async function renderConfigurationDocs(): Promise<string> {
  const filepath = join(projectRoot, 'docs/configuration.md');
  return format(renderText(), { ...(await resolveConfig(filepath)), filepath });
}

function renderText(): string {
  return [
    INTRODUCTION,
    '## `npm start`\n',
    renderHelp(readCommandHelp('server/start')),
    '## `npm run gateway`: the gateway alone\n',
    renderHelp(readCommandHelp('server/start-gateway')),
    'The file that `--config` names:\n',
    renderKeys(gatewayConfigSchema),
    GATEWAY_EXAMPLE,
    '## `npm run subgraph`: one subgraph alone\n',
    renderHelp(readCommandHelp('server/start-subgraph')),
    'The file that `--config` names:\n',
    renderKeys(subgraphConfigSchema),
    SUBGRAPH_EXAMPLE,
    '## `npm run region`\n',
    renderHelp(readCommandHelp('cli/jawara', 'region', 'doctor')),
    '## The environment\n',
    'The registry’s files name further variables (`${SIAK_3671_URL}` and the like): addresses and credentials of the\nregencies’ systems. `npm start` gives them the addresses of its simulators; `npm run region` takes those, and first of all\nwhat you set yourself. A variable that is missing is a fault, with file and line.\n',
    `${renderTable(
      ['variable', 'read by', 'meaning'],
      ENVIRONMENT_VARIABLES.map(({ name, readBy, meaning }) => [
        name
          .split(', ')
          .map((each) => `\`${each}\``)
          .join(', '),
        readBy,
        meaning,
      ]),
    )}\n`,
  ].join('\n');
}

function renderHelp(help: string): string {
  return `\`\`\`text\n${help}\n\`\`\`\n`;
}

/** @throws Error - where a key has no meaning, in the schema or in `MEANINGS`. */
function renderKeys(schema: z.ZodType): string {
  const rows = listConfigurationKeys(schema).map(({ path, type, fallback, meaning }) => {
    const said = meaning === '' ? MEANINGS[path] : meaning;
    if (said === undefined)
      throw new Error(`the configuration key ${path} says nowhere what it is`);
    return [`\`${path}\``, type, fallback, said];
  });
  return `${renderTable(['key', 'value', 'default', 'meaning'], rows)}\n`;
}
