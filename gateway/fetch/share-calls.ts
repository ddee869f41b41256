import type { Clock } from '../../common/clock.ts';
import type { CancelSignal } from '../cancellation.ts';
import { createKeyedDigest } from '../keyed-digest.ts';
import { createSharing, type Ask } from '../share-in-flight.ts';

/** One call as a request would make it. */
export interface ShareableCall {
  readonly subgraph: string;
  readonly body: string;
  /** Everything else that decides the answer. */
  readonly key: string;
  readonly signal: CancelSignal;
  readonly deadlineAtMs: number;
}

type Reply = Record<string, unknown>;

/** Makes one call to a subgraph of equal ones in flight. */
export interface CallSharing {
  /** Waits for the equal call in flight, or makes it: it goes out under the request that asked first. */
  ask(call: ShareableCall, make: Ask<Reply>): Promise<Reply>;
  /** What is in flight is not joined any more. */
  closeDoors(): void;
}

/** Which calls are equal: same subgraph, same body, same key. Everybody gets a reply of his own, to change as he likes. */
export function createCallSharing(options: {
  readonly clock: Clock;
  /** A copy that shares no object with its origin: a third of what parsing the reply's text once more would cost. */
  readonly copy: (reply: Reply) => Reply;
  /** Told of every call that was not made, since an equal one was in flight. */
  readonly onShared?: (subgraph: string) => void;
}): CallSharing {
  const digest = createKeyedDigest();
  const sharing = createSharing<Reply>({
    clock: options.clock,
    copy: options.copy,
    isFaulty: (reply) => 'errors' in reply,
  });
  return {
    async ask(call, make) {
      const { subgraph, body, key } = call;
      const { value, joined } = await sharing.share(digest(subgraph, key, body), call, make);
      if (joined) options.onShared?.(subgraph);
      return value;
    },
    closeDoors() {
      sharing.closeDoors();
    },
  };
}
