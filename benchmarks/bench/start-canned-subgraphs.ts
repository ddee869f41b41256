import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Teardown } from '../../server/teardown.ts';
import { ask, end } from './start-program.ts';

export interface CannedSubgraphs {
  readonly urlOf: (subgraph: string) => string;
  /** How many requests were received so far. */
  countRequests(): Promise<number>;
}

/** Starts the Banten graph's subgraphs over invented data, in a process of their own. */
export async function startCannedSubgraphs(teardown: Teardown): Promise<CannedSubgraphs> {
  const child = fork(new URL('./run-canned-subgraphs.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
  });
  teardown.add(() => end(child));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    urlOf: (subgraph) => `http://127.0.0.1:${port}/${subgraph}/graphql`,
    countRequests: async () => (await ask<{ requests: number }>(child)).requests,
  };
}
