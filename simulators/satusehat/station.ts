import type { FhirEndpoint } from './fhir-endpoint.ts';
import type { Organisation } from './organisation.ts';

export const BASE_PATH = '/fhir-r4/v1';
export const TOKEN_PATH = '/oauth2/v1/accesstoken';

/** One regency's access to the service. */
export interface Station {
  readonly organisation: Organisation;
  readonly endpoint: () => Promise<FhirEndpoint>;
  down: boolean;
  calls: number;
}

/** By regency code. */
export type Stations = ReadonlyMap<string, Station>;

/** What a test or `--down` can do to a regency's access. A regency that has none is an error. */
export interface SatusehatControl {
  /** Every token in force ends at once. */
  expireTokens(regionCode: string): void;
  /** The client and its tokens are refused until it is restored. */
  revokeClient(regionCode: string): void;
  restoreClient(regionCode: string): void;
  /** Connections for this organisation are broken off until it is brought up. */
  takeDown(regionCode: string): void;
  bringUp(regionCode: string): void;
  /** How many calls have arrived, the token's and refused ones included. */
  callsOf(regionCode: string): number;
}

/** What the registry's files ask for by name. */
export function toEnvironment(stations: Stations, origin: string): Record<string, string> {
  return Object.fromEntries(
    [...stations].flatMap(([code, { organisation }]) => {
      const stem = `SATUSEHAT_${code.replace('.', '')}`;
      return [
        [`${stem}_URL`, `${origin}${BASE_PATH}`],
        [`${stem}_TOKEN_URL`, `${origin}${TOKEN_PATH}`],
        [`${stem}_CLIENT_ID`, organisation.clientId],
        [`${stem}_CLIENT_SECRET`, organisation.clientSecret],
      ];
    }),
  );
}

export function createControl(stations: Stations): SatusehatControl {
  const stationOf = (regionCode: string): Station => {
    const station = stations.get(regionCode);
    if (station === undefined) throw new Error(`no SATUSEHAT simulator for ${regionCode}`);
    return station;
  };
  return {
    expireTokens(regionCode) {
      stationOf(regionCode).organisation.expireTokens();
    },
    revokeClient(regionCode) {
      stationOf(regionCode).organisation.revoke();
    },
    restoreClient(regionCode) {
      stationOf(regionCode).organisation.restore();
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
