import type { FleetServer, SystemBinding } from '../common/binding.ts';
import type { ConnectorContext, Probe } from '../connectors/connector.ts';
import { createHttpConnector } from '../connectors/http/create-http-connector.ts';
import type { HttpConnector } from '../connectors/http/http-connector.ts';

/**
 * The servers of a fleet, to be probed together: it can be reached where one of them can, and the detail names those that
 * cannot. No token is sent.
 */
export function openFleet(
  binding: SystemBinding,
  servers: readonly FleetServer[],
  context: ConnectorContext,
): Pick<HttpConnector, 'probe' | 'close'> {
  const opened = servers.map(({ code, baseUrl }) => {
    const connection = { kind: 'rest', baseUrl, apiKey: '' } as const;
    return { code, connector: createHttpConnector({ ...binding, connection }, context) };
  });
  return {
    async probe() {
      const silent: string[] = [];
      for (const some of inGroups(opened, PROBED_AT_ONCE)) {
        const probes = await Promise.all(some.map(({ connector }) => connector.probe()));
        silent.push(
          ...some.flatMap(({ code }, at) => (probes[at]?.reachable === true ? [] : [code])),
        );
      }
      return toProbe(opened.length, silent);
    },
    async close() {
      await Promise.all(opened.map(({ connector }) => connector.close()));
    },
  };
}

const PROBED_AT_ONCE = 16;

function inGroups<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function toProbe(total: number, silent: readonly string[]): Probe {
  const names = silent.length === 0 ? '' : ` Silent: ${silent.join(', ')}.`;
  return {
    reachable: silent.length < total,
    credentials: 'UNKNOWN',
    detail: `${total - silent.length} of ${total} servers answer.${names}`,
  };
}
