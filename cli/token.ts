import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { request } from 'undici';
import { z } from 'zod';
import { projectRoot } from '../common/project-root.ts';
import { readRunning } from './running-server.ts';

const TIMEOUT_MS = 5_000;

const personasSchema = z.object({
  audience: z.string(),
  client: z.string(),
  grantType: z.string(),
  personas: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['PERSON', 'APPLICATION']),
      title: z.object({ en: z.string() }),
      scopes: z.array(z.string()),
      clientSecret: z.string().optional(),
    }),
  ),
});
type PersonaList = z.output<typeof personasSchema>;
type ListedPersona = PersonaList['personas'][number];

const tokenSchema = z.object({ access_token: z.string() });

/** What the command writes and how it ends: 0 a token, 1 no server or a failure, 2 wrong use. */
export interface TokenOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

const fail = (exitCode: 1 | 2, sentence: string): TokenOutcome => ({
  exitCode,
  stdout: '',
  stderr: `${sentence}\n`,
});

/**
 * `npm run -s token -- <persona> [--data-dir DIR]`: the persona's bearer token, from the identity provider of the server
 * that runs on the data folder (default `.jawara` at the project's root). Nothing else goes to the standard output.
 */
export async function runToken(args: readonly string[]): Promise<TokenOutcome> {
  const usage = parseUsage(args);
  if (usage === undefined) return fail(2, 'Usage: npm run -s token -- <persona> [--data-dir DIR]');
  const running = await readRunning(usage.dataFolder);
  if (running === undefined) return fail(1, 'No server is running here; start one with: npm start');
  try {
    const list = personasSchema.parse(await getJson(`${running.issuer}/personas`));
    const persona = list.personas.find(({ name }) => name === usage.persona);
    if (persona === undefined) return fail(2, describeUnknown(usage.persona, list.personas));
    return {
      exitCode: 0,
      stdout: `${await fetchToken(running.issuer, persona, list)}\n`,
      stderr: '',
    };
  } catch {
    return fail(
      1,
      `The identity provider ${running.issuer} gives no token; is the server shutting down?`,
    );
  }
}

function parseUsage(
  args: readonly string[],
): { readonly persona: string; readonly dataFolder: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'data-dir': { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) return undefined;
    return {
      persona: positionals[0] ?? '',
      dataFolder: values['data-dir'] ?? join(projectRoot, '.jawara'),
    };
  } catch {
    return undefined;
  }
}

/** Lists the personas, the likeliest first when the name is close to one. */
function describeUnknown(name: string, personas: readonly ListedPersona[]): string {
  const [nearest] = personas
    .map((persona) => ({ name: persona.name, far: distance(name, persona.name) }))
    .sort((one, other) => one.far - other.far);
  const isClose = nearest !== undefined && nearest.far <= Math.max(2, name.length / 3);
  const hint = isClose ? ` Did you mean "${nearest.name}"?` : '';
  const lines = personas.map((persona) => `  ${persona.name.padEnd(16)}${persona.title.en}`);
  const headline = name === '' ? 'Name a persona.' : `There is no persona "${name}".${hint}`;
  return [headline, ...lines].join('\n');
}

/** An application authenticates with its secret (RFC 6749 section 4.4); a person's token comes by the persona grant. */
async function fetchToken(
  issuer: string,
  persona: ListedPersona,
  list: PersonaList,
): Promise<string> {
  const reply = await postForm(
    `${issuer}/token`,
    persona.kind === 'APPLICATION'
      ? {
          grant_type: 'client_credentials',
          resource: list.audience,
          scope: persona.scopes.join(' '),
        }
      : { grant_type: list.grantType, client_id: list.client, persona: persona.name },
    persona.clientSecret === undefined ? undefined : toBasic(persona.name, persona.clientSecret),
  );
  return tokenSchema.parse(reply).access_token;
}

async function getJson(url: string): Promise<unknown> {
  const { body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return body.json();
}

async function postForm(
  url: string,
  form: Readonly<Record<string, string>>,
  authorization?: string,
): Promise<unknown> {
  const { body } = await request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: new URLSearchParams(form).toString(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return body.json();
}

/** RFC 6749 section 2.3.1: both parts are form-encoded first. */
function toBasic(client: string, secret: string): string {
  const pair = `${encodeURIComponent(client)}:${encodeURIComponent(secret)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
