import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { Pupil, School } from '../province/province.ts';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../simulator.ts';
import { ACCESS_DENIED, answerCall, type SchoolBooks, type WireReply } from './answer-call.ts';

/** How a school's server misbehaves. `{ location }` sends everybody there. */
export type Misbehaviour =
  'HTML' | 'ACCESS_DENIED' | 'TRUNCATED' | 'HANG' | { readonly location: string };

/** One school's own computer. */
export interface SchoolServer {
  readonly npsn: string;
  readonly token: string;
  /** Stays the same over the time that the school is switched off. */
  readonly baseUrl: string;
  /** The calls that have arrived, as their paths with the query. */
  readonly calls: readonly string[];
  switchOff(): Promise<void>;
  switchOn(): Promise<void>;
  misbehave(how: Misbehaviour | undefined): void;
  ignoreStart(ignores: boolean): void;
  changePupils(change: (pupils: readonly Pupil[]) => readonly Pupil[]): void;
}

export async function startSchoolServer(school: School): Promise<SchoolServer> {
  const token = `${SIMULATOR_CREDENTIAL_PREFIX}dapodik-${randomBytes(12).toString('hex')}`;
  const calls: string[] = [];
  let books: SchoolBooks = {
    school,
    pupils: [...school.pupils, school.leaver],
    token,
    ignoresStart: false,
  };
  let misbehaviour: Misbehaviour | undefined;
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    calls.push(url);
    if (misbehaviour === 'HANG') return;
    const { authorization } = request.headers;
    const answered = answerCall(books, { url, authorization }) ?? UNKNOWN_PAGE;
    send(response, misbehaviour === undefined ? answered : spoil(answered, misbehaviour));
  });
  const port = await listenOnLoopback(server);

  return {
    npsn: school.npsn,
    token,
    baseUrl: `http://127.0.0.1:${port}`,
    calls,
    switchOff: () => closeServer(server),
    async switchOn() {
      if (!server.listening) await listenOnLoopback(server, port);
    },
    misbehave(how) {
      misbehaviour = how;
    },
    ignoreStart(ignoresStart) {
      books = { ...books, ignoresStart };
    },
    changePupils(change) {
      books = { ...books, pupils: change(books.pupils) };
    },
  };
}

const UNKNOWN_PAGE: WireReply = {
  status: 404,
  type: 'text/html',
  text: '<!doctype html><title>404</title><h1>Halaman tidak ditemukan</h1>',
};

function spoil(reply: WireReply, how: Exclude<Misbehaviour, 'HANG'>): WireReply {
  switch (how) {
    case 'HTML':
      return { status: 200, type: 'text/html', text: '<!doctype html><h1>Dapodik</h1>' };
    case 'ACCESS_DENIED':
      return ACCESS_DENIED;
    case 'TRUNCATED':
      return { ...reply, text: reply.text.slice(0, reply.text.length / 2) };
    default:
      return { status: 302, type: 'text/html', text: '', location: how.location };
  }
}

function send(response: ServerResponse, { status, type, text, location }: WireReply): void {
  response.writeHead(status, {
    'content-type': type,
    ...(location === undefined ? {} : { location }),
  });
  response.end(text);
}
