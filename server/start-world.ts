import { createProvince } from '../simulators/province/create-province.ts';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '../simulators/identity/start-identity-provider.ts';
import { startSimulators, type Simulators } from '../simulators/start-simulators.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { JawaraOptions } from './start-jawara.ts';
import type { Teardown } from './teardown.ts';

/** What stands around the gateway on a development machine. */
export interface World {
  readonly identity: IdentityProvider;
  readonly simulators: Simulators;
  /** The embedded PostgreSQL, where the replicas are kept too. */
  readonly postgresUrl: string;
}

/** Invents the province and starts what holds it: PostgreSQL, the legacy systems, the identity provider. */
export async function startWorld(options: JawaraOptions, teardown: Teardown): Promise<World> {
  const { clock, logger, runStep, dataFolder, environment } = options;
  const province = await runStep('Inventing the province', async () =>
    createProvince({
      seed: options.seed,
      ...(options.schools === undefined ? {} : { schools: options.schools }),
      residents: options.residents,
      asOf: new Date(clock.nowMs()).toISOString(),
    }),
  );
  const postgres = await runStep('Starting the embedded PostgreSQL', () =>
    startEmbeddedPostgres({ dataFolder, logger }),
  );
  teardown.add(() => postgres.stop());
  const mariadbUrl = environment['JAWARA_MARIADB_URL'];
  const simulators = await runStep('Filling the legacy systems', () =>
    startSimulators({
      province,
      postgresUrl: postgres.url,
      ...(mariadbUrl === undefined ? {} : { mariadbUrl }),
      dataFolder,
      clock,
      logger,
      down: options.down,
    }),
  );
  teardown.add(() => simulators.stop());
  const identity = await runStep('Starting the identity provider', () =>
    startIdentityProvider({
      port: options.issuerPort,
      province,
      clock,
      logger,
      allowedOrigins: [`http://localhost:${options.port}`, `http://127.0.0.1:${options.port}`],
    }),
  );
  teardown.add(() => identity.stop());
  return { identity, simulators, postgresUrl: postgres.url };
}
