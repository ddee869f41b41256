import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import {
  refuseProduction,
  SIMULATOR_CREDENTIAL_PREFIX,
  type Simulator,
  type SimulatorContext,
} from '../simulator.ts';
import { createYankesService, type YankesReply, type YankesService } from './yankes-service.ts';

/** What a test or `--down` can do to a regency's service. A regency that has none is an error. */
export interface YankesControl {
  /** The key is refused until it is restored. */
  revokeKey(regionCode: string): void;
  restoreKey(regionCode: string): void;
  /** The service breaks off every connection until it is brought up. */
  takeDown(regionCode: string): void;
  bringUp(regionCode: string): void;
  /** How many calls have arrived, refused ones included. */
  callsOf(regionCode: string): number;
}

export interface YankesSimulator extends Simulator {
  readonly control: YankesControl;
}

export interface YankesOptions {
  /** Rows a page; default 10. */
  readonly pageSize?: number;
}

interface Station {
  readonly service: YankesService;
  readonly apiKey: string;
  revoked: boolean;
  down: boolean;
  calls: number;
}

type Stations = ReadonlyMap<string, Station>;

/**
 * Starts the province's service of health facilities for `regencies` (codes such as 36.71): one HTTP server on a free
 * port of 127.0.0.1, one path a regency (`/36-71/api/v1/…`).
 *
 * @throws Error in production, and for a regency that the province does not have.
 */
export async function startYankes(
  context: SimulatorContext,
  regencies: readonly string[],
  { pageSize = 10 }: YankesOptions = {},
): Promise<YankesSimulator> {
  refuseProduction('The Yankes simulator');
  const stations: Stations = new Map(
    regencies.map((code) => {
      const health = context.province.regencies.get(code)?.health;
      if (health === undefined) throw new Error(`the province has no health sector of ${code}`);
      const service = createYankesService(health, pageSize);
      const apiKey = `${SIMULATOR_CREDENTIAL_PREFIX}yankes-${code.replace('.', '')}`;
      return [code, { service, apiKey, revoked: false, down: false, calls: 0 }];
    }),
  );
  const server = createServer((request, response) => {
    answer(stations, request, response);
  });
  const port = await listenOnLoopback(server);
  return {
    environment: toEnvironment(stations, port),
    control: createControl(stations),
    stop: () => closeServer(server),
  };
}

function answer(stations: Stations, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, place = '', path = ''] = /^\/(\d\d-\d\d)\/api\/v1(\/.*)$/.exec(url.pathname) ?? [];
  const station = stations.get(place.replace('-', '.'));
  if (station === undefined) {
    send(response, { status: 404, body: { error: 'DataNotFound' } });
    return;
  }
  station.calls += 1;
  if (station.down) {
    request.socket.destroy();
  } else if (station.revoked || request.headers['x-api-key'] !== station.apiKey) {
    send(response, { status: 401, body: { error: 'Unauthorized' } });
  } else if (request.method !== 'GET') {
    send(response, { status: 405, body: { error: 'MethodNotAllowed' } });
  } else {
    send(response, station.service.get(path, url.searchParams));
  }
}

function send(response: ServerResponse, { status, body }: YankesReply): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function toEnvironment(stations: Stations, port: number): Record<string, string> {
  return Object.fromEntries(
    [...stations].flatMap(([code, { apiKey }]) => {
      const stem = `YANKES_${code.replace('.', '')}`;
      return [
        [`${stem}_URL`, `http://127.0.0.1:${port}/${code.replace('.', '-')}/api/v1`],
        [`${stem}_API_KEY`, apiKey],
      ];
    }),
  );
}

function createControl(stations: Stations): YankesControl {
  const stationOf = (regionCode: string): Station => {
    const station = stations.get(regionCode);
    if (station === undefined) throw new Error(`no Yankes simulator for ${regionCode}`);
    return station;
  };
  return {
    revokeKey(regionCode) {
      stationOf(regionCode).revoked = true;
    },
    restoreKey(regionCode) {
      stationOf(regionCode).revoked = false;
    },
    takeDown(regionCode) {
      stationOf(regionCode).down = true;
    },
    bringUp(regionCode) {
      stationOf(regionCode).down = false;
    },
    callsOf: (regionCode) => stationOf(regionCode).calls,
  };
}
