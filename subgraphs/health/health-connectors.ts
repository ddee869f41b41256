import type { SystemBinding } from '../../common/binding.ts';
import type { ConnectorContext } from '../../connectors/connector.ts';
import { createHttpConnector } from '../../connectors/http/create-http-connector.ts';
import { createOAuth2Connector } from '../../connectors/http/create-oauth2-connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';

/** Connectors to the systems of all regions. */
export interface HealthConnectors {
  satusehat(binding: SystemBinding): HttpConnector;
  yankes(binding: SystemBinding): HttpConnector;
  close(): Promise<void>;
}

/** How SATUSEHAT authenticates: the grant in the query, and one attempt a minute after a failed one. */
export const SATUSEHAT_AUTHENTICATION = {
  afterFailureMs: 60_000,
  tokenMethod: 'GRANT_IN_QUERY',
} as const;

export function createHealthConnectors(context: ConnectorContext): HealthConnectors {
  const opened: HttpConnector[] = [];
  const keep = (connector: HttpConnector) => {
    opened.push(connector);
    return connector;
  };
  return {
    satusehat: (binding) => keep(createOAuth2Connector(binding, context, SATUSEHAT_AUTHENTICATION)),
    yankes: (binding) => keep(createHttpConnector(binding, context)),
    async close() {
      await Promise.all(opened.map((connector) => connector.close()));
    },
  };
}
