import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { FleetServer } from '../common/binding.ts';
import { isPrivateHost } from './private-host.ts';

/** What a servers file holds, or all that is wrong with it. A fault names no token and no URL. */
export interface CheckedServers {
  readonly servers: readonly FleetServer[];
  readonly faults: readonly string[];
}

/** Rights of the group and of all others. */
const OTHERS_RIGHTS = 0o077;

const serverSchema = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9-]{1,32}$/, '1 to 32 letters, digits and - as code'),
  baseUrl: z.string().min(1, 'an address as baseUrl'),
  token: z.string().regex(/^[\x21-\x7e]+$/, 'a text without spaces as token'),
});

/**
 * Reads the list of a fleet's servers: `[{"code": …, "baseUrl": …, "token": …}, …]`, in a file that only its owner may
 * read, since it holds every institution's token. A token is sent to a loopback or private address only, never to a name,
 * which could come to mean another.
 */
export function readServersFile(path: string): CheckedServers {
  const read = readJson(path);
  if ('fault' in read) return { servers: [], faults: [read.fault] };
  const { json, mode } = read;
  const faults =
    (mode & OTHERS_RIGHTS) === 0
      ? []
      : ['the servers file may be read by others than its owner; chmod 600'];
  if (!Array.isArray(json) || json.length === 0) {
    return { servers: [], faults: [...faults, 'expected a JSON list of servers in the file'] };
  }
  const entries = json.map(checkServer);
  const servers = entries.flatMap(({ server }) => server ?? []);
  return {
    servers,
    faults: [...faults, ...entries.flatMap((entry) => entry.faults), ...findRepeated(servers)],
  };
}

function readJson(path: string): { json: unknown; mode: number } | { fault: string } {
  try {
    const text = readFileSync(path, 'utf8');
    return { json: parse(text), mode: statSync(path).mode };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { fault: `the servers file cannot be read (${code})` };
  }
}

/** Undefined where the text is no JSON; the parser's own message would quote it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function checkServer(
  entry: unknown,
  index: number,
): { readonly server?: FleetServer; readonly faults: readonly string[] } {
  const place = `server ${index + 1} in the file`;
  const parsed = serverSchema.safeParse(entry);
  if (!parsed.success) {
    return { faults: parsed.error.issues.map((issue) => `${place}: ${toExpectation(issue)}`) };
  }
  const fault = checkAddress(parsed.data.baseUrl);
  if (fault !== undefined) return { faults: [`${place} (${parsed.data.code}): ${fault}`] };
  const baseUrl = parsed.data.baseUrl.replace(/\/+$/, '');
  return { server: { ...parsed.data, baseUrl }, faults: [] };
}

function toExpectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'only the keys code, baseUrl and token are known';
  const key = issue.path.join('.');
  if (key === '') return 'expected an object with code, baseUrl and token';
  if (issue.code === 'invalid_type') return `expected a text as ${key}`;
  return `expected ${issue.message}`;
}

function checkAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'expected http://… or https://…';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'expected an address without user, query and fragment';
  }
  return isPrivateHost(url.hostname)
    ? undefined
    : 'expected a loopback or private IP address: its token is sent nowhere else';
}

function findRepeated(servers: readonly FleetServer[]): readonly string[] {
  const codes = servers.map(({ code }) => code);
  const repeated = new Set(codes.filter((code, index) => codes.indexOf(code) !== index));
  return [...repeated].map((code) => `the code ${code} stands twice in the file`);
}
