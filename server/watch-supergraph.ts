import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '../common/logger.ts';
import type { ReplacedSupergraph } from './create-gateway.ts';

export interface SupergraphWatchOptions {
  readonly file: string;
  /** How often the file is looked at, in ms. */
  readonly everyMs: number;
  /** What the gateway began with. */
  readonly supergraphSdl: string;
  /** Rejects where the supergraph cannot be taken. */
  readonly replace: (supergraphSdl: string) => Promise<ReplacedSupergraph>;
  readonly logger: Logger;
  /** Told of every file that was new. */
  readonly observe: (outcome: ReloadOutcome) => void;
}

export type ReloadOutcome = 'replaced' | 'refused';

/**
 * Watches the file of a supergraph and has the gateway take what is new in it. What cannot be read or taken is told in
 * one line, and the gateway keeps what it has. The file's state is asked for, which also works where no changes are
 * announced (network folders, mounted configuration).
 */
export function watchSupergraph(options: SupergraphWatchOptions): { stop(): void } {
  const { file, logger } = options;
  let seen = options.supergraphSdl;
  let isUnreadable = false;
  let running = Promise.resolve();

  const refuse = (error: unknown): void => {
    options.observe('refused');
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({ reason }, 'the new supergraph is not taken; the old one stays');
  };
  const look = async (): Promise<void> => {
    let supergraphSdl: string;
    try {
      supergraphSdl = await readFile(file, 'utf8');
    } catch (error) {
      // Told once, however often it is looked at.
      if (!isUnreadable) refuse(error);
      isUnreadable = true;
      return;
    }
    isUnreadable = false;
    if (supergraphSdl === seen) return;
    seen = supergraphSdl;
    try {
      const { subgraphs, planned, dropped } = await options.replace(supergraphSdl);
      options.observe('replaced');
      logger.info({ subgraphs, planned, dropped }, 'the supergraph was replaced');
    } catch (error) {
      refuse(error);
    }
  };
  // One after the other: the last file counts.
  const lookNext = (): void => {
    running = running.then(look);
  };
  watchFile(file, { interval: options.everyMs, persistent: false }, lookNext);
  // It may have changed since it was read.
  lookNext();
  return {
    stop() {
      unwatchFile(file, lookNext);
    },
  };
}
