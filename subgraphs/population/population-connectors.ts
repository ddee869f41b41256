import type { SystemBinding } from '../../common/binding.ts';
import type { ConnectorContext } from '../../connectors/connector.ts';
import { createHttpConnector } from '../../connectors/http/create-http-connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import { createSqlConnector } from '../../connectors/sql/create-sql-connector.ts';
import type { SqlConnector } from '../../connectors/sql/sql-connector.ts';
import { createWorkbookConnector } from '../../connectors/workbook/create-workbook-connector.ts';
import type { WorkbookConnector } from '../../connectors/workbook/workbook-connector.ts';
import { dkbSheet, type DkbRow } from './dkb-sheet.ts';
import type { SiakDatabase } from './siak-database.ts';

/** The connectors that the bindings of this subgraph need, one a system however many ports it serves. */
export interface PopulationConnectors {
  siak(binding: SystemBinding): SqlConnector<SiakDatabase>;
  dukcapil(binding: SystemBinding): HttpConnector;
  dkb(binding: SystemBinding): WorkbookConnector<DkbRow>;
  close(): Promise<void>;
}

/** Makes connectors when they are first asked for; pool, limits and breaker of one binding are made once. */
export function createPopulationConnectors(context: ConnectorContext): PopulationConnectors {
  const made = new Map<string, { close(): Promise<void> }>();
  const once =
    <Connector extends { close(): Promise<void> }>(
      kind: string,
      create: (binding: SystemBinding) => Connector,
    ) =>
    (binding: SystemBinding): Connector => {
      const key = `${kind} ${binding.regionCode} ${binding.system} ${binding.version}`;
      const known = made.get(key) as Connector | undefined;
      const connector = known ?? create(binding);
      made.set(key, connector);
      return connector;
    };
  return {
    siak: once('siak', (binding) => createSqlConnector<SiakDatabase>(binding, context)),
    dukcapil: once('dukcapil', (binding) => createHttpConnector(binding, context)),
    dkb: once('dkb', (binding) => createWorkbookConnector(binding, dkbSheet, context)),
    async close() {
      await Promise.all([...made.values()].map((connector) => connector.close()));
    },
  };
}
