import { ClientError } from '../common/errors/errors.ts';

/** The operations that run over one connection: how many, and what happens when there are none. */
export interface RunningOperations {
  /** Counts one more; what refuses it, where there are as many as may be. */
  begin(): ClientError | undefined;
  end(): void;
  /** From now on the connection is closed as soon as nothing runs. */
  finish(): void;
  /** The connection is closed: nothing more happens. */
  stop(): void;
}

export function createRunningOperations(options: {
  readonly limit: number;
  readonly idleMs: number;
  readonly onIdle: () => void;
  readonly onFinished: () => void;
}): RunningOperations {
  let count = 0;
  let finishing = false;
  let stopped = false;
  let idle = setTimeout(options.onIdle, options.idleMs);

  const rest = (): void => {
    if (count > 0 || stopped) return;
    clearTimeout(idle);
    // The protocol says that the last operation is complete after it has ended here.
    if (finishing) setImmediate(options.onFinished);
    else idle = setTimeout(options.onIdle, options.idleMs);
  };

  return {
    begin() {
      const { limit } = options;
      if (count >= limit) return new ClientError('SUBSCRIPTION_LIMIT', { limit });
      count += 1;
      clearTimeout(idle);
      return undefined;
    },
    end() {
      count -= 1;
      rest();
    },
    finish() {
      finishing = true;
      rest();
    },
    stop() {
      stopped = true;
      clearTimeout(idle);
    },
  };
}
