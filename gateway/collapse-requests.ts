import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/clock.ts';
import { InternalError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import type { AuthorizedOperation } from './authorize/authorized-operation.ts';
import type { Caller } from './caller.ts';
import type { CancelSignal } from './cancellation.ts';
import type { HandleRequest, ObservedRequest } from './handle-request.ts';
import type { RawHeaders, RawRequest, RawResponse } from './http.ts';
import { createKeyedDigest, type KeyedDigest } from './keyed-digest.ts';
import { mayShare, mayWrite } from './may-share.ts';
import { createSharing } from './share-in-flight.ts';

export interface CollapseOptions {
  /** Executes a request. */
  readonly handle: HandleRequest;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long one request may take, in ms. */
  readonly deadlineMs: number;
  /** Told of every request that was answered with another's execution; `handle` tells of those that it executes. */
  readonly observe?: (request: ObservedRequest) => void;
  readonly onCollapsed?: () => void;
}

/**
 * Headers that decide nothing: of the connection, of whoever sends, of tracing. Every other one is part of what makes two
 * requests equal, also one that is read by nobody yet.
 */
const UNDECISIVE: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'forwarded',
  'keep-alive',
  'traceparent',
  'tracestate',
  'transfer-encoding',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
]);

interface Executed {
  readonly requestId: string;
  readonly response: RawResponse;
  readonly observed: ObservedRequest;
  /** Whether what was read before may be outdated now. */
  readonly wrote: boolean;
  /** The answer's bytes, made once for all who get them. */
  readonly bytes: () => Uint8Array;
}

export interface CollapsingHandler {
  readonly handle: HandleRequest;
  /** Something was written elsewhere: what is in flight is not joined any more. */
  closeDoors(): void;
}

/**
 * Executes one of equal requests in flight and gives its answer's bytes to all, each under a request id of its own, also
 * where errors name it; logs and metrics tell of every one. Equal is what is so byte by byte: method, URL, body, and all
 * headers but those that decide nothing, so that callers share by showing the same token or none. Shared are queries that
 * have nothing to do with a person (`mayShare`), for as long as the token is good; everything else is executed for itself.
 */
export function collapseRequests(options: CollapseOptions): CollapsingHandler {
  const { clock } = options;
  const digest = createKeyedDigest();
  const sharing = createSharing<Executed>({
    clock,
    // Bytes are changed by nobody.
    copy: (executed) => executed,
    isFaulty: ({ observed }) => observed.errors > 0,
  });
  const closeDoors = () => {
    sharing.closeDoors();
  };
  const handle: HandleRequest = async (raw, signal) => {
    const startedAt = performance.now();
    const { admission, admit } = createAdmission();
    const { value, joined } = await sharing.share(
      toKey(digest, raw),
      { signal, deadlineAtMs: clock.nowMs() + options.deadlineMs },
      async (untilAllHaveGone) => {
        const executed = await execute(options, raw, untilAllHaveGone, admit);
        if (executed.wrote) closeDoors();
        return executed;
      },
      admission,
    );
    if (!joined) return value.response;
    return answerAgain(options, value, startedAt);
  };
  return { handle, closeDoors };
}

/** Until when others may join, in ms since the epoch: unknown until the request is authorized. */
function createAdmission() {
  let admit!: (untilMs: number) => void;
  const admission = new Promise<number>((resolve) => (admit = resolve));
  return { admission, admit };
}

async function execute(
  { handle }: CollapseOptions,
  raw: RawRequest,
  signal: CancelSignal,
  admit: (untilMs: number) => void,
): Promise<Executed> {
  const known: { wrote: boolean; told?: Pick<Executed, 'requestId' | 'observed'> } = {
    wrote: false,
  };
  let response: RawResponse;
  try {
    response = await handle(raw, signal, {
      onAuthorized(authorized, caller) {
        known.wrote = mayWrite(authorized);
        admit(admittedUntil(authorized, caller));
      },
      onAnswered(requestId, observed) {
        known.told = { requestId, observed };
      },
    });
  } finally {
    // Where it ended before anybody knew what it is, nobody may join.
    admit(0);
  }
  if (known.told === undefined) throw new InternalError('every answer is told');
  let bytes: Uint8Array | undefined;
  return {
    ...known.told,
    response,
    wrote: known.wrote,
    bytes: () => (bytes ??= Buffer.from(response.body)),
  };
}

function admittedUntil(authorized: AuthorizedOperation, caller: Caller): number {
  if (!mayShare(authorized)) return 0;
  return caller.kind === 'ANONYMOUS' ? Infinity : caller.tokenExpiresAtMs;
}

function toKey(digest: KeyedDigest, { method, search, headers, body }: RawRequest): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  return digest(method, search, toDecisive(headers), text);
}

/** In the order that they came: clients that are alike send them alike. */
function toDecisive(headers: RawHeaders): string {
  let decisive = '';
  for (const name of Object.keys(headers))
    if (!UNDECISIVE.has(name)) decisive += `${name}: ${String(headers[name])}\n`;
  return decisive;
}

/** What another's execution gave, under a request id of its own. */
function answerAgain(options: CollapseOptions, executed: Executed, startedAt: number): RawResponse {
  const requestId = randomUUID();
  const { response } = executed;
  const observed = {
    ...executed.observed,
    durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
  };
  options.logger.info({ requestId, ...observed, executedAs: executed.requestId }, 'request');
  options.observe?.(observed);
  options.onCollapsed?.();
  const answer = { ...response, headers: { ...response.headers, 'x-request-id': requestId } };
  return observed.errors === 0
    ? { ...answer, bytes: executed.bytes() }
    : { ...answer, body: response.body.replaceAll(executed.requestId, requestId) };
}
