import type { EntityCall, EntityFetch } from './compile-call.ts';

/** Says that a fetch is ready; resolves when the request that carries it has been answered. */
export type Meet = (call: EntityCall, fetch: EntityFetch) => Promise<void>;

/**
 * Brings together the fetches that one request can carry. The first that is ready waits for the others, but no longer
 * than `patienceMs`: a slow branch of a plan must not hold up a fast one. Whoever comes later goes in a request of its
 * own, with those that are late as well.
 */
export function createMeetings(options: {
  readonly patienceMs: (call: EntityCall) => number;
  readonly send: (call: EntityCall, fetches: readonly EntityFetch[]) => Promise<void>;
}): Meet {
  const { patienceMs, send } = options;
  let awaited: Map<EntityCall, number> | undefined;
  let open: Map<EntityCall, Meeting> | undefined;
  return (call, fetch) => {
    if (call.members.length === 1) return send(call, call.members);
    awaited ??= new Map();
    open ??= new Map();
    const meeting =
      open.get(call) ??
      openMeeting(patienceMs(call), (fetches) => {
        open?.delete(call);
        return send(call, fetches);
      });
    open.set(call, meeting);
    const left = (awaited.get(call) ?? call.members.length) - 1;
    awaited.set(call, left);
    meeting.fetches.push(fetch);
    if (left === 0) meeting.end();
    return meeting.sent;
  };
}

interface Meeting {
  readonly fetches: EntityFetch[];
  readonly sent: Promise<void>;
  end(): void;
}

function openMeeting(
  patienceMs: number,
  send: (fetches: readonly EntityFetch[]) => Promise<void>,
): Meeting {
  const fetches: EntityFetch[] = [];
  let settle: (sent: Promise<void>) => void = () => undefined;
  const sent = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const end = () => {
    clearTimeout(timer);
    settle(send(fetches));
  };
  const timer = setTimeout(end, patienceMs);
  return { fetches, sent, end };
}
