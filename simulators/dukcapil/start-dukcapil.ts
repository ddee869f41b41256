import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import { refuseProduction, type Simulator, type SimulatorContext } from '../simulator.ts';
import { createDukcapilService, type DukcapilService } from './dukcapil-service.ts';
import { readCall } from './read-call.ts';
import { readRegionNames } from './region-names.ts';
import type { ReplyForm } from './to-record.ts';

/** What a test or `--down` can do to a regency's service. A regency that has none is an error. */
export interface DukcapilControl {
  /** The day's quota of every user is used up, until midnight in Jakarta. */
  exhaustQuota(regionCode: string): void;
  restoreQuota(regionCode: string): void;
  /** The owner strikes every client address off his list. */
  revokeAddresses(regionCode: string): void;
  /** The service breaks off every connection until it is brought up. */
  takeDown(regionCode: string): void;
  bringUp(regionCode: string): void;
  /** How many calls have arrived, refused ones included. */
  callsOf(regionCode: string): number;
}

export interface DukcapilSimulator extends Simulator {
  readonly control: DukcapilControl;
}

interface Station {
  readonly service: DukcapilService;
  down: boolean;
  calls: number;
}

type Stations = ReadonlyMap<string, Station>;

/** Kab. Serang's service has been renewed; the others speak the classic form. */
const FORMS: Readonly<Record<string, ReplyForm>> = { '36.04': 'newer' };

/**
 * Starts Dukcapil's web service for `regencies` (codes such as 36.73): one HTTP server on a free port of 127.0.0.1, one
 * path a regency (`/dukcapil/get_json/36-73/opd/…`). It speaks no TLS, as the real one on port 8080.
 *
 * @throws Error in production, and for a regency that the province does not have.
 */
export async function startDukcapil(
  context: SimulatorContext,
  regencies: readonly string[],
): Promise<DukcapilSimulator> {
  refuseProduction('The Dukcapil simulator');
  const stations = await createStations(context, regencies);
  const server = createServer((request, response) => {
    answer(stations, request, response).catch((error: unknown) => {
      context.logger.error({ err: error }, 'the Dukcapil simulator failed');
      response.destroy();
    });
  });
  const port = await listenOnLoopback(server);
  return {
    environment: toEnvironment(stations, port),
    control: createControl(stations),
    stop: () => closeServer(server),
  };
}

async function createStations(
  context: SimulatorContext,
  regencies: readonly string[],
): Promise<Stations> {
  const names = await readRegionNames();
  return new Map(
    regencies.map((code) => {
      const world = context.province.regencies.get(code);
      if (world === undefined) throw new Error(`the province has no regency ${code}`);
      const form = FORMS[code] ?? 'classic';
      const service = createDukcapilService({
        world,
        names,
        form,
        clock: context.clock,
        quotaNik: context.province.test.byFailure.dukcapilQuota.nik,
      });
      return [code, { service, down: false, calls: 0 }];
    }),
  );
}

async function answer(
  stations: Stations,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const [, place = '', method = ''] =
    /^\/dukcapil\/get_json\/([^/]+)\/opd\/([^/]+)$/.exec(path) ?? [];
  const station = stations.get(place.replace('-', '.'));
  if (station === undefined) {
    sendPage(response, 404, 'Not Found');
    return;
  }
  station.calls += 1;
  if (station.down) {
    request.socket.destroy();
    return;
  }
  if (request.method !== 'POST') {
    sendPage(response, 405, 'Method Not Allowed');
    return;
  }
  const sent = await readCall(request);
  if (sent === undefined) {
    sendPage(response, 400, 'Bad Request');
    return;
  }
  const reply = station.service.answer(method, sent);
  if (reply === undefined) {
    sendPage(response, 404, 'Not Found');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  response.end(JSON.stringify(reply));
}

/** What the application server says where the service itself does not answer: HTML. */
function sendPage(response: ServerResponse, status: number, text: string): void {
  const title = `HTTP Status ${status} – ${text}`;
  // Whatever of a body was not read must not be taken for the connection's next request.
  response.writeHead(status, { 'content-type': 'text/html;charset=utf-8', connection: 'close' });
  response.end(
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  );
}

function createControl(stations: Stations): DukcapilControl {
  const stationOf = (code: string): Station => {
    const station = stations.get(code);
    if (station === undefined) throw new Error(`no Dukcapil service runs for ${code}`);
    return station;
  };
  return {
    exhaustQuota(code) {
      stationOf(code).service.users.exhaustQuota();
    },
    restoreQuota(code) {
      stationOf(code).service.users.restoreQuota();
    },
    revokeAddresses(code) {
      stationOf(code).service.users.revokeAddresses();
    },
    takeDown(code) {
      stationOf(code).down = true;
    },
    bringUp(code) {
      stationOf(code).down = false;
    },
    callsOf: (code) => stationOf(code).calls,
  };
}

/** Which institution's credentials stand under which name; Kab. Pandeglang's health agency has its own. */
function toEnvironment(stations: Stations, port: number): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [code, { service }] of stations) {
    const compact = code.replace('.', '');
    const path = `/dukcapil/get_json/${code.replace('.', '-')}/opd`;
    environment[`DUKCAPIL_${compact}_URL`] = `http://127.0.0.1:${port}${path}`;
    for (const user of service.users.users) {
      const own = user.institution === 'dinkes' && code === '36.01';
      if (user.institution !== 'opd' && !own) continue;
      const prefix = `DUKCAPIL_${compact}${own ? '_DINKES' : ''}`;
      environment[`${prefix}_USER_ID`] = user.userId;
      environment[`${prefix}_PASSWORD`] = user.password;
      environment[`${prefix}_CLIENT_IP`] = user.clientIp;
    }
  }
  return environment;
}
