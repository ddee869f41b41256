import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { projectRoot } from '../../common/project-root.ts';
import type { Received, Reply } from '../support/reply-server.ts';

/** One recorded request and its reply. A body is a text as it is sent, or what is sent as JSON. */
export interface Exchange {
  readonly name: string;
  /** Where it is recorded, or that it is assumed. */
  readonly source: string;
  readonly request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** The recorded exchanges of one system, in the order of their files' names. */
export function readExchanges(system: string): readonly Exchange[] {
  const folder = join(projectRoot, 'tests/transcripts', system);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Exchange);
}

/** A recorded request's body as it is sent; null where it has none. */
export function bodyOf({ body }: Exchange['request']): string | null {
  if (body === undefined || body === null) return null;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Answers the requests that are recorded, header by header, and any other by HTTP 418. */
export function answerAsRecorded(exchanges: readonly Exchange[]): (request: Received) => Reply {
  return (received) =>
    exchanges.find(({ request }) => isSame(request, received))?.response ?? {
      status: 418,
      body: 'no such exchange is recorded',
    };
}

function isSame(recorded: Exchange['request'], { method, path, headers, body }: Received): boolean {
  return (
    recorded.method === method &&
    recorded.path === path &&
    hasHeaders(headers, recorded.headers) &&
    isDeepStrictEqual(toValue(bodyOf(recorded) ?? ''), toValue(body))
  );
}

function hasHeaders(sent: IncomingHttpHeaders, recorded: Readonly<Record<string, string>>) {
  return Object.entries(recorded).every(([name, value]) => sent[name] === value);
}

function toValue(text: string): unknown {
  return text.startsWith('{') ? (JSON.parse(text) as unknown) : text;
}
