import type { SystemBinding } from '../../common/binding.ts';
import type { ConnectorContext } from '../../connectors/connector.ts';
import { createOAuth2Connector } from '../../connectors/http/create-oauth2-connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import { createWorkbookConnector } from '../../connectors/workbook/create-workbook-connector.ts';
import type {
  SheetDefinition,
  WorkbookConnector,
} from '../../connectors/workbook/workbook-connector.ts';

/** Connectors to the systems of all regions. */
export interface AgricultureConnectors {
  /** The same connector whenever the same system is asked for: its token and its limits are the system's. */
  sipdps(binding: SystemBinding): HttpConnector;
  workbook<Row>(binding: SystemBinding, sheet: SheetDefinition<Row>): WorkbookConnector<Row>;
  close(): Promise<void>;
}

export function createAgricultureConnectors(context: ConnectorContext): AgricultureConnectors {
  const services = new Map<string, HttpConnector>();
  const opened: { close(): Promise<void> }[] = [];
  return {
    sipdps(binding) {
      const name = `${binding.regionCode}/${binding.system}/${binding.version}`;
      const connector = services.get(name) ?? createOAuth2Connector(binding, context);
      if (!services.has(name)) opened.push(connector);
      services.set(name, connector);
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
