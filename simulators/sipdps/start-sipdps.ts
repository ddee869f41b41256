import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import { refuseProduction, type Simulator, type SimulatorContext } from '../simulator.ts';
import { addFaultyRows, toNeighbourRows, toReportRows, type ReportRow } from './report-rows.ts';
import {
  BASE_PATH,
  createSipdpsService,
  PROVINCE_NUMBERS,
  type ServiceFaults,
  type ServiceRequest,
} from './sipdps-service.ts';
import type { Reply } from './reply.ts';
import { createTokenDesk, type TokenDesk } from './token-desk.ts';

/** What a test or `--down` can do to the service. */
export interface SipdpsControl {
  /** Every token ends now: the next call is answered 401. */
  expireTokens(): void;
  /** The next `calls` calls are answered 429; without seconds, no Retry-After says for how long. */
  throttle(calls: number, retryAfterS: number | null): void;
  /** Once `page` has been served, a new report appears at the top of the list, and every page shifts. Once. */
  insertAfterPage(page: number): void;
  /** Once `page` has been served, the list's first report is deleted. Once. */
  removeAfterPage(page: number): void;
  /** A report stands in the list twice, far apart, for good. */
  repeatReport(): void;
  /** SPLP closes the regency's account. */
  revoke(regionCode: string): void;
  /** The service breaks off every connection until it is brought up. */
  takeDown(): void;
  bringUp(): void;
  /** The pages that were served to a regency, in order. */
  pagesServedTo(regionCode: string): readonly number[];
  /** How many tokens were asked for, refused ones included. */
  tokensAsked(): number;
}

export interface SipdpsSimulator extends Simulator {
  readonly control: SipdpsControl;
}

export interface SipdpsOptions {
  /** Rows a page; default 15, Laravel's own. */
  readonly perPage?: number;
  /** Whether the list has faulty rows and rows of another province; default true. */
  readonly faulty?: boolean;
}

interface Station {
  readonly desk: TokenDesk;
  readonly faults: ServiceFaults;
  readonly rows: ReportRow[];
  readonly served: Map<string, number[]>;
  tokensAsked: number;
  down: boolean;
}

/**
 * Starts SIPDPS behind SPLP: one HTTP server on a free port of 127.0.0.1 with a token endpoint, on which each of
 * `regencies` (codes such as 36.03) has an account. The list is the whole province's, whoever asks.
 *
 * @throws Error in production, and for a regency that the province does not have.
 */
export async function startSipdps(
  context: SimulatorContext,
  regencies: readonly string[],
  options: SipdpsOptions = {},
): Promise<SipdpsSimulator> {
  refuseProduction('The SIPDPS simulator');
  for (const code of regencies) {
    if (!context.province.regencies.has(code))
      throw new Error(`the province has no regency ${code}`);
  }
  const station = createStation(context, regencies, options);
  const service = createService(station, options);
  const server = createServer((request, response) => {
    answer(station, service, request, response).catch((error: unknown) => {
      context.logger.error({ err: error }, 'the SIPDPS simulator failed');
      response.destroy();
    });
  });
  const port = await listenOnLoopback(server);
  return {
    environment: toEnvironment(station.desk, `http://127.0.0.1:${port}`),
    control: createControl(station),
    stop: () => closeServer(server),
  };
}

function createStation(
  context: SimulatorContext,
  regencies: readonly string[],
  { faulty = true }: SipdpsOptions,
): Station {
  const rows = toReportRows(context.province);
  return {
    desk: createTokenDesk(regencies, context.clock),
    faults: { throttle: { left: 0, retryAfterS: null }, afterPage: new Map() },
    rows: faulty ? addFaultyRows(rows) : rows,
    served: new Map(),
    tokensAsked: 0,
    down: false,
  };
}

function createService(station: Station, { perPage = 15 }: SipdpsOptions) {
  const { desk, faults, rows, served } = station;
  return createSipdpsService({
    desk,
    faults,
    perPage,
    lists: new Map([
      [PROVINCE_NUMBERS.banten, rows],
      [PROVINCE_NUMBERS.jawaBarat, toNeighbourRows(rows)],
    ]),
    onAsked: (regionCode, page) => {
      served.set(regionCode, [...(served.get(regionCode) ?? []), page]);
    },
  });
}

async function answer(
  station: Station,
  service: (request: ServiceRequest) => Reply,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (station.down) {
    request.socket.destroy();
    return;
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/token') station.tokensAsked += 1;
  const { status, headers, text } = service({
    method: request.method ?? '',
    url,
    authorization: request.headers.authorization,
    form: new URLSearchParams(await readText(request)),
  });
  response.writeHead(status, headers);
  response.end(text);
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function createControl(station: Station): SipdpsControl {
  const { desk, faults, rows, served } = station;
  let inserted = 0;
  return {
    expireTokens: () => {
      desk.expireTokens();
    },
    throttle(calls, retryAfterS) {
      faults.throttle = { left: calls, retryAfterS };
    },
    insertAfterPage(page) {
      faults.afterPage.set(page, (list) => {
        inserted += 1;
        list.unshift({ ...list[0], photos: `baru-${inserted}.jpg`, nm_kab: 'Kab. Tangerang' });
      });
    },
    removeAfterPage(page) {
      faults.afterPage.set(page, (list) => {
        list.shift();
      });
    },
    repeatReport() {
      rows.push({ ...rows[0] });
    },
    revoke: (regionCode) => {
      desk.revoke(regionCode);
    },
    takeDown() {
      station.down = true;
    },
    bringUp() {
      station.down = false;
    },
    pagesServedTo: (regionCode) => served.get(regionCode) ?? [],
    tokensAsked: () => station.tokensAsked,
  };
}

function toEnvironment({ clients }: TokenDesk, origin: string): Record<string, string> {
  return Object.fromEntries(
    clients.flatMap(({ regionCode, clientId, clientSecret }) => {
      const stem = `SIPDPS_${regionCode.replace('.', '')}`;
      return [
        [`${stem}_URL`, `${origin}${BASE_PATH}`],
        [`${stem}_TOKEN_URL`, `${origin}/token`],
        [`${stem}_CLIENT_ID`, clientId],
        [`${stem}_CLIENT_SECRET`, clientSecret],
      ];
    }),
  );
}
