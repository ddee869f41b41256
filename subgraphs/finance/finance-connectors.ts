import type { SystemBinding } from '../../common/binding.ts';
import type { ConnectorContext } from '../../connectors/connector.ts';
import { createSqlConnector } from '../../connectors/sql/create-sql-connector.ts';
import type { SqlConnector } from '../../connectors/sql/sql-connector.ts';
import { createWorkbookConnector } from '../../connectors/workbook/create-workbook-connector.ts';
import type {
  SheetDefinition,
  WorkbookConnector,
} from '../../connectors/workbook/workbook-connector.ts';
import type { SimdaDatabase } from './simda-database.ts';

/** Connectors to the systems of all regions. */
export interface FinanceConnectors {
  /** The same connector for every port that one system serves: its limits are the system's, not the port's. */
  simda(binding: SystemBinding): SqlConnector<SimdaDatabase>;
  workbook<Row>(binding: SystemBinding, sheet: SheetDefinition<Row>): WorkbookConnector<Row>;
  close(): Promise<void>;
}

export function createFinanceConnectors(context: ConnectorContext): FinanceConnectors {
  const databases = new Map<string, SqlConnector<SimdaDatabase>>();
  const opened: { close(): Promise<void> }[] = [];
  return {
    simda(binding) {
      const name = `${binding.regionCode}/${binding.system}`;
      const connector = databases.get(name) ?? createSqlConnector<SimdaDatabase>(binding, context);
      if (!databases.has(name)) opened.push(connector);
      databases.set(name, connector);
      return connector;
    },
    workbook(binding, sheet) {
      const connector = createWorkbookConnector(binding, sheet, context);
      opened.push(connector);
      return connector;
    },
    async close() {
      await Promise.all(opened.map((connector) => connector.close()));
    },
  };
}
