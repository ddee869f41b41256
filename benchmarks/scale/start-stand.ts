import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Teardown } from '../../server/teardown.ts';
import type { StandFacts, StandOrder, StandQuestion } from './stand.ts';

export interface Stand {
  facts(): Promise<StandFacts>;
  /** Empties the cache of published figures. */
  forget(): Promise<unknown>;
  /** Ends the program, and with it its connections. */
  stop(): Promise<void>;
}

/** Starts the measured program in a process of its own, so that its memory and its time are not the load generator's. */
export async function startStand(
  order: Omit<StandOrder, 'kind'>,
  teardown: Teardown,
): Promise<Stand> {
  const child = fork(new URL('./run-stand.ts', import.meta.url));
  const stand: Stand = {
    facts: () => ask(child, { kind: 'facts' }),
    forget: () => ask(child, { kind: 'forget' }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.send({ kind: 'stop' });
      await exited;
    },
  };
  teardown.add(() => stand.stop());
  await ask(child, { kind: 'start', ...order });
  return stand;
}

async function ask(child: ChildProcess, question: StandQuestion): Promise<StandFacts> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The measured program has ended.');
  });
  const reply = once(child, 'message', { signal }).then(([facts]) => facts as StandFacts);
  child.send(question);
  try {
    return await Promise.race([reply, ended]);
  } finally {
    answered.abort();
  }
}
