import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { Province, RegencyWorld } from '../province/province.ts';
import { refuseProduction, type Simulator, type SimulatorContext } from '../simulator.ts';
import type { FhirEndpoint } from './fhir-endpoint.ts';
import { createOrganisation, type Organisation } from './organisation.ts';
import { answerToken, readClient } from './answer-token.ts';
import {
  BASE_PATH,
  createControl,
  toEnvironment,
  TOKEN_PATH,
  type SatusehatControl,
  type Station,
  type Stations,
} from './station.ts';
import { NOT_AUTHENTICATED, sendJson, sendOutcome } from './send-reply.ts';

export interface SatusehatSimulator extends Simulator {
  readonly control: SatusehatControl;
}

export interface SatusehatOptions {
  /** How long a token holds; default 3,599 s, as the service has it. */
  readonly tokenLifetimeS?: number;
}

/**
 * Starts SATUSEHAT for `regencies` (codes such as 36.71): one HTTP server on a free port of 127.0.0.1, as the real one
 * serves all; each regency is an organisation with a client of its own, which sees its own patients only. What FHIR
 * needs is loaded when the first patient is asked for, an organisation's patients when it first asks.
 *
 * @throws Error in production, and for a regency that the province does not have.
 */
export async function startSatusehat(
  context: SimulatorContext,
  regencies: readonly string[],
  { tokenLifetimeS = 3_599 }: SatusehatOptions = {},
): Promise<SatusehatSimulator> {
  refuseProduction('The SATUSEHAT simulator');
  let origin = '';
  const baseUrl = () => `${origin}${BASE_PATH}`;
  const stations: Stations = new Map(
    regencies.map((code) => {
      const world = context.province.regencies.get(code);
      if (world === undefined) throw new Error(`the province has no regency ${code}`);
      const compact = code.replace('.', '');
      const organisation = createOrganisation(compact, context.clock, tokenLifetimeS);
      const endpoint = once(() => openEndpoint(context.province, world, organisation, baseUrl()));
      return [code, { organisation, endpoint, down: false, calls: 0 }];
    }),
  );
  const server = createServer((request, response) => {
    answer([...stations.values()], context.clock.nowMs(), request, response).catch(
      (error: unknown) => {
        context.logger.error({ err: error }, 'the SATUSEHAT simulator failed');
        response.destroy();
      },
    );
  });
  origin = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  return {
    environment: toEnvironment(stations, origin),
    control: createControl(stations),
    stop: () => closeServer(server),
  };
}

/** FHIR's own code is loaded here, and not when the program starts. */
async function openEndpoint(
  province: Province,
  world: RegencyWorld,
  organisation: Organisation,
  baseUrl: string,
): Promise<FhirEndpoint> {
  const { createFhirEndpoint } = await import('./fhir-endpoint.ts');
  return createFhirEndpoint({
    baseUrl,
    organisationId: organisation.id,
    patients: world.health?.patients ?? [],
    isElsewhere: (ihsNumber) =>
      [...province.regencies.values()].some(({ health }) =>
        health?.patients.some((patient) => patient.ihsNumber === ihsNumber),
      ),
  });
}

async function answer(
  stations: readonly Station[],
  nowMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === TOKEN_PATH) {
    const client = await readClient(request);
    const station = stations.find(({ organisation }) => organisation.clientId === client.id);
    if (enter(station, request))
      answerToken(station?.organisation, client, { url, request, response }, nowMs);
    return;
  }
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const station = stations.find(({ organisation }) => organisation.admits(token));
  if (!enter(station, request)) return;
  if (!url.pathname.startsWith(`${BASE_PATH}/`)) {
    sendOutcome(response, 404, 'not-found', 'Not found');
  } else if (station === undefined) {
    sendJson(response, 401, NOT_AUTHENTICATED);
  } else if (request.method !== 'GET') {
    sendOutcome(response, 405, 'not-supported', 'Method not allowed');
  } else {
    const endpoint = await station.endpoint();
    const reply = await endpoint.get(url.pathname.slice(BASE_PATH.length), url.searchParams);
    sendJson(response, reply.status, reply.resource);
  }
}

/** Counts the call; where the organisation's access is down, breaks the connection off. @returns whether to go on. */
function enter(station: Station | undefined, request: IncomingMessage): boolean {
  if (station === undefined) return true;
  station.calls += 1;
  if (!station.down) return true;
  request.socket.destroy();
  return false;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
