import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Logger } from '../common/logger.ts';
import { chooseAccount } from './embedded-postgres/account.ts';
import { endWithProgram } from './embedded-postgres/end-with-program.ts';
import { findBinaries } from './embedded-postgres/find-binaries.ts';
import { findFreePort } from './embedded-postgres/find-free-port.ts';
import { endOrphan, forgetHome, recordHome } from './embedded-postgres/home-record.ts';
import { initialiseCluster } from './embedded-postgres/initialise-cluster.ts';
import { prepareHome, type Home } from './embedded-postgres/prepare-home.ts';
import { runServer } from './embedded-postgres/run-server.ts';
import { stopServer } from './embedded-postgres/stop-server.ts';

export interface EmbeddedPostgresOptions {
  /** Made where it is missing. One running server a folder. */
  readonly dataFolder: string;
  readonly logger: Logger;
  /** Default: one that is free. */
  readonly port?: number;
  /** PostgreSQL's `shared_buffers`, such as `1GB`; default 32 MB. */
  readonly sharedBuffers?: string;
}

export interface EmbeddedPostgres {
  /** The superuser's, on the database `postgres`; the password begins with `simulator-`. */
  readonly url: string;
  /** Ends the server and removes its data. Can be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL out of npm, on 127.0.0.1 alone, with an empty data directory. What an earlier start left behind
 * when it was killed is ended and removed first, so that a second start is as good as the first.
 *
 * Root cannot run PostgreSQL: then it runs as `postgres` or `nobody`, and lives under the temporary directory where that
 * account may not enter `dataFolder` or the installed package. The server also ends when this program ends by SIGINT,
 * SIGTERM, SIGHUP or `process.exit`; a caller that listens to those signals himself has to call `stop`.
 *
 * @throws Error - one sentence - where it cannot start: no build for the platform, library links missing, the port taken, the
 *   folder in use by another start.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataFolder, logger } = options;
  const installed = findBinaries();
  const account = chooseAccount();
  await endOrphan(dataFolder);
  const home = prepareHome(dataFolder, installed, account);
  recordHome(dataFolder, home);
  try {
    const password = `simulator-${randomBytes(18).toString('base64url')}`;
    await initialiseCluster(home, password, account);
    const port = options.port ?? (await findFreePort());
    const server = await runServer(home, port, account, options.sharedBuffers);
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    return endWithProgram(
      {
        url,
        stop: () =>
          stopServer(server).finally(() => {
            removeHome(dataFolder, home);
          }),
      },
      {
        server,
        logger,
        remove: () => {
          removeHome(dataFolder, home);
        },
      },
    );
  } catch (error) {
    removeHome(dataFolder, home);
    throw error;
  }
}

function removeHome(dataFolder: string, home: Home): void {
  rmSync(home.folder, { recursive: true, force: true, maxRetries: 3 });
  forgetHome(dataFolder);
}
