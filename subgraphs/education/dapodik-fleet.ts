import type { FleetServer, SystemBinding } from '../../common/binding.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { ConnectorContext, SourceCall } from '../../connectors/connector.ts';
import { createHttpConnector } from '../../connectors/http/create-http-connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import { createBulkhead } from '../../connectors/resilience/bulkhead.ts';
import { startDeadline } from '../../connectors/resilience/deadline.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { readDapodikReply, type DapodikRows } from './dapodik-reply.ts';
import { mayHoldToken } from './private-host.ts';

/** The methods that are called. There is no other way out: `getPengguna`, which gives away password hashes, is not among them. */
export type DapodikMethod = 'getSekolah' | 'getRombonganBelajar' | 'getPesertaDidik';

/** The servers of one regency's schools. */
export interface DapodikFleet {
  /** Of all schools, in order. */
  readonly npsns: readonly string[];
  /**
   * One call to one school's server.
   *
   * @throws SourceError - as `readDapodikReply` and the HTTP connector say; `SOURCE_REJECTED_CREDENTIALS` where
   *   the server's address is one that no token is sent to.
   */
  ask(
    call: SourceCall,
    npsn: string,
    method: DapodikMethod,
    page?: { readonly start: number; readonly limit: number },
  ): Promise<DapodikRows>;
  close(): Promise<void>;
}

/** A school's server is somebody's desktop computer. */
const CONNECTIONS_A_SERVER = 2;

/**
 * The fleet of a binding. Each server has a connector of its own, made when it is first asked: its limits a minute and a
 * day, its queue and its breaker are its own, so that a dead one costs itself only. Over all of them,
 * `limits.concurrent` calls run at the same time and the others wait, at most until their request's deadline.
 *
 * @throws InternalError where the binding's connection is no fleet.
 */
export function createDapodikFleet(
  binding: SystemBinding,
  context: ConnectorContext,
): DapodikFleet {
  const { connection, limits } = binding;
  if (connection.kind !== 'fleet') throw new InternalError('the binding has no fleet of servers');
  const servers = new Map(connection.servers.map((server) => [server.code, server]));
  const connectors = new Map<string, HttpConnector>();
  const bulkhead = createBulkhead(limits.concurrent, Infinity);

  function connectTo(server: FleetServer): HttpConnector {
    const known = connectors.get(server.code);
    if (known !== undefined) return known;
    if (!mayHoldToken(server.baseUrl)) {
      const { system, regionCode } = binding;
      context.logger.warn({ system, regionCode, server: server.code }, 'not a private address');
      throw sourceError(binding, 'SOURCE_REJECTED_CREDENTIALS');
    }
    const connector = createHttpConnector(toServerBinding(binding, server), context);
    connectors.set(server.code, connector);
    return connector;
  }

  async function inTurn<T>(call: SourceCall, work: () => Promise<T>): Promise<T> {
    const deadline = startDeadline(call.deadlineAtMs - context.clock.nowMs());
    const place = await bulkhead.enter(deadline.signal);
    deadline.stop();
    if (typeof place === 'string') throw sourceError(binding, 'SOURCE_TIMEOUT');
    try {
      return await work();
    } finally {
      place.leave();
    }
  }

  return {
    npsns: [...servers.keys()].sort(),
    async ask(call, npsn, method, page) {
      const server = servers.get(npsn);
      if (server === undefined) throw new InternalError('a school was asked that is not bound');
      const query = new URLSearchParams({ npsn, ...toText(page) }).toString();
      const reply = await inTurn(call, async () =>
        connectTo(server).request(call, {
          name: method,
          keys: 1,
          method: 'GET',
          path: `/WebService/${method}?${query}`,
          headers: { authorization: `Bearer ${server.token}` },
        }),
      );
      return readDapodikReply(binding, reply);
    },
    async close() {
      await Promise.all([...connectors.values()].map((connector) => connector.close()));
    },
  };
}

function toServerBinding(binding: SystemBinding, server: FleetServer): SystemBinding {
  const { limits } = binding;
  return {
    ...binding,
    connection: { kind: 'rest', baseUrl: server.baseUrl, apiKey: server.token },
    limits: { ...limits, concurrent: Math.min(CONNECTIONS_A_SERVER, limits.concurrent) },
  };
}

function toText(page: { readonly start: number; readonly limit: number } | undefined) {
  return page === undefined ? {} : { start: String(page.start), limit: String(page.limit) };
}
