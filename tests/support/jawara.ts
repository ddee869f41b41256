import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { request } from 'undici';

import { systemClock } from '../../common/clock.ts';
import { createLogger, silentLogger } from '../../common/logger.ts';
import { projectRoot } from '../../common/project-root.ts';
import type { ObservedCall } from '../../connectors/connector.ts';
import { readExamples } from '../../server/read-examples.ts';
import { startJawara, type JawaraOptions } from '../../server/start-jawara.ts';

/** What is asked of the endpoint; without a persona the caller is anonymous. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly persona?: string | null;
  readonly purpose?: string | null;
  readonly language?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body's bytes as text. */
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly AnswerError[];
}

export interface RunningJawara {
  readonly endpoint: string;
  readonly issuer: string;
  readonly dataFolder: string;
  /** Calls to legacy systems since the last `forgetCalls`. */
  readonly calls: readonly ObservedCall[];
  /** What was logged, where `log: true` was asked for. */
  readonly logLines: readonly string[];
  forgetCalls(): void;
  /** The persona's token, by the grant of the development identity provider; fetched once. */
  token(persona: string): Promise<string>;
  ask(question: Question): Promise<Answer>;
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

export type JawaraChoices = Partial<
  Pick<JawaraOptions, 'down' | 'environment' | 'residents' | 'clock' | 'cache' | 'engine'>
> & {
  /** Captures log lines from debug on, instead of saying nothing. */
  readonly log?: boolean;
};

/**
 * Starts all of Jawara in this program, on free ports and a data folder that goes with it. Few residents: the persons
 * that tests name are there at any size.
 */
export async function startTestJawara(choices: JawaraChoices = {}): Promise<RunningJawara> {
  const { log = false, ...options } = choices;
  const dataFolder = mkdtempSync(join(tmpdir(), 'jawara-e2e-'));
  const calls: ObservedCall[] = [];
  const logLines: string[] = [];
  const destination = { write: (line: string) => void logLines.push(line) };
  const jawara = await startJawara({
    port: 0,
    issuerPort: 0,
    dataFolder,
    residents: 400,
    seed: 3671,
    down: [],
    environment: {},
    clock: systemClock,
    logger: log ? createLogger({ level: 'debug', destination }) : silentLogger,
    // A loaded machine may take its time: what is harvested later would be counted among a test's calls.
    firstHarvestsMs: 60_000,
    // A thread for each of these would start for a second or two, to plan a few operations.
    planningThreads: 0,
    runStep: (_title, step) => step(),
    onCall: (call) => void calls.push(call),
    ...options,
  }).catch((error: unknown) => {
    rmSync(dataFolder, { recursive: true, force: true });
    throw error;
  });
  const token = createTokenFetcher(jawara.issuer);
  return {
    endpoint: jawara.endpoint,
    issuer: jawara.issuer,
    dataFolder,
    calls,
    logLines,
    forgetCalls: () => void calls.splice(0),
    token,
    ask: async (question) =>
      askEndpoint(
        jawara.endpoint,
        question,
        question.persona == null ? undefined : await token(question.persona),
      ),
    metrics: async () => {
      const { body } = await request(jawara.metrics);
      return body.text();
    },
    async stop() {
      await jawara.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Sends one operation by POST. */
export async function askEndpoint(
  endpoint: string,
  question: Question,
  token?: string,
): Promise<Answer> {
  const { query, variables, operationName, purpose, language } = question;
  const reply = await request(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(purpose == null ? {} : { 'jawara-purpose': purpose }),
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...question.headers,
    },
    body: JSON.stringify({ query, variables, operationName }),
  });
  return toAnswer(reply.statusCode, reply.headers, await reply.body.text());
}

export function toAnswer(status: number, headers: Answer['headers'], text: string): Answer {
  const body = JSON.parse(text) as Partial<Pick<Answer, 'data' | 'errors'>>;
  return { status, headers, text, data: body.data, errors: body.errors ?? [] };
}

/** Fetches tokens of personas from a development identity provider, each once. */
export function createTokenFetcher(issuer: string): (persona: string) => Promise<string> {
  const fetched = new Map<string, Promise<string>>();
  return (persona) => {
    const known = fetched.get(persona) ?? fetchToken(issuer, persona);
    fetched.set(persona, known);
    return known;
  };
}

async function fetchToken(issuer: string, persona: string): Promise<string> {
  const list = await request(`${issuer}/personas`);
  const { audience, client, grantType } = (await list.body.json()) as Record<string, string>;
  const reply = await request(`${issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: grantType ?? '',
      client_id: client ?? '',
      resource: audience ?? '',
      persona,
    }).toString(),
  });
  const { access_token: token } = (await reply.body.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`there is no token for ${persona}`);
  return token;
}

/** An example as it stands in `examples/`. */
export function readExample(name: string): Question {
  const example = readExamples(join(projectRoot, 'examples')).find((known) => known.name === name);
  if (example === undefined) throw new Error(`there is no example ${name}`);
  return example;
}

/** Which sources were asked, as `region/system method`, with how often: sorted, so that it can be compared. */
export function countCalls(calls: readonly ObservedCall[]): Readonly<Record<string, number>> {
  const names = calls.map((call) => `${call.regionCode}/${call.system} ${call.method}`).sort();
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((other) => other === name).length]),
  );
}
