import { z } from 'zod';
import type { SystemBinding } from '../common/binding.ts';
import type { Clock } from '../common/clock.ts';
import { InternalError } from '../common/errors/errors.ts';
import { silentLogger } from '../common/logger.ts';
import type { ConnectorContext, Probe, SourceCall } from '../connectors/connector.ts';
import { createHttpConnector } from '../connectors/http/create-http-connector.ts';
import { createOAuth2Connector } from '../connectors/http/create-oauth2-connector.ts';
import { createSqlConnector } from '../connectors/sql/create-sql-connector.ts';
import { createWorkbookConnector } from '../connectors/workbook/create-workbook-connector.ts';
import type { SheetDefinition } from '../connectors/workbook/workbook-connector.ts';
import { SATUSEHAT_AUTHENTICATION } from '../subgraphs/health/health-connectors.ts';
import { createDukcapilResidentSource } from '../subgraphs/population/resident-source.dukcapil.ts';
import { createSiakResidentSource } from '../subgraphs/population/resident-source.siak.ts';
import type { SiakDatabase } from '../subgraphs/population/siak-database.ts';
import type { SystemAccess } from '../cli/try-system.ts';
import { openFleet } from './open-fleet.ts';

/** The real ways to a system, each on a connector that is closed at once. `institution` chooses among credentials. */
export function createSystemAccess(clock: Clock, institution: string | null): SystemAccess {
  const context: ConnectorContext = { clock, logger: silentLogger, observe: () => undefined };
  return {
    probe: (binding) => using(openConnector(binding, context), (connector) => connector.probe()),
    async knowsResident(binding, nik) {
      const call = toCall(clock, binding, institution);
      const [answer] = await askResident(binding, context, call, nik);
      if (answer instanceof Error) throw answer;
      return answer !== null && answer !== undefined;
    },
  };
}

export interface Probeable {
  probe(): Promise<Probe>;
  close(): Promise<void>;
}

/** A connector by which a system can be tried. */
export function openConnector(binding: SystemBinding, context: ConnectorContext): Probeable {
  switch (binding.connection.kind) {
    case 'sql':
      return createSqlConnector(binding, context);
    case 'http':
    case 'rest':
      return createHttpConnector(binding, context);
    case 'oauth2':
      // An attempt in the wrong manner would count as a failed authentication.
      return createOAuth2Connector(
        binding,
        context,
        binding.adapter === 'satusehat' ? SATUSEHAT_AUTHENTICATION : {},
      );
    case 'fleet':
      return openFleet(binding, binding.connection.servers, context);
    case 'workbook':
      return createWorkbookConnector(binding, ANY_SHEET, context);
  }
}

/** A probe does not open the files: which columns they have is the subgraphs' business. */
const ANY_SHEET: SheetDefinition<unknown> = {
  name: 'any',
  columns: {},
  row: z.unknown(),
  key: () => '',
};

function askResident(
  binding: SystemBinding,
  context: ConnectorContext,
  call: SourceCall,
  nik: string,
): Promise<readonly unknown[]> {
  const adapter = { binding, clock: context.clock, onDroppedRow: () => undefined };
  switch (binding.adapter) {
    case 'siak':
      return using(createSqlConnector<SiakDatabase>(binding, context), (connector) =>
        createSiakResidentSource(connector, adapter).residentsByNik(call, [nik]),
      );
    case 'dukcapil':
      return using(createHttpConnector(binding, context), (connector) =>
        createDukcapilResidentSource(connector, adapter).residentsByNik(call, [nik]),
      );
    default:
      throw new InternalError(`the adapter ${binding.adapter} serves no residents`);
  }
}

async function using<Connector extends { close(): Promise<void> }, Result>(
  connector: Connector,
  work: (connector: Connector) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

function toCall(clock: Clock, binding: SystemBinding, institution: string | null): SourceCall {
  return {
    requestId: 'region-doctor',
    deadlineAtMs: clock.nowMs() + binding.limits.timeoutMs,
    institution,
  };
}
