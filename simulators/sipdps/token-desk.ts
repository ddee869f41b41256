import type { Clock } from '../../common/clock.ts';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../simulator.ts';

/** A regency's account at SPLP. */
export interface SplpClient {
  readonly regionCode: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly lifetimeS: number;
}

/** SPLP's token endpoint: who may have a token, and which are in force. */
export interface TokenDesk {
  readonly clients: readonly SplpClient[];
  /** Undefined where the client is unknown, its secret wrong, or its account revoked. */
  issue(clientId: string, clientSecret: string): IssuedToken | undefined;
  /** The regency whose token it is, while it is in force. */
  holderOf(accessToken: string): string | undefined;
  /** All tokens end now. */
  expireTokens(): void;
  revoke(regionCode: string): void;
}

const LIFETIME_S = 3_600;

export function createTokenDesk(regencies: readonly string[], clock: Clock): TokenDesk {
  const clients = regencies.map((regionCode): SplpClient => {
    const compact = regionCode.replace('.', '');
    return {
      regionCode,
      clientId: `${SIMULATOR_CREDENTIAL_PREFIX}sipdps-${compact}`,
      clientSecret: `${SIMULATOR_CREDENTIAL_PREFIX}rahasia-sipdps-${compact}`,
    };
  });
  const tokens = new Map<string, { readonly regionCode: string; readonly untilMs: number }>();
  const revoked = new Set<string>();
  let issued = 0;
  return {
    clients,
    issue(clientId, clientSecret) {
      const client = clients.find((one) => one.clientId === clientId);
      if (client?.clientSecret !== clientSecret || revoked.has(client.regionCode)) return undefined;
      issued += 1;
      const accessToken = `${SIMULATOR_CREDENTIAL_PREFIX}token-${issued}`;
      const untilMs = clock.nowMs() + LIFETIME_S * 1_000;
      tokens.set(accessToken, { regionCode: client.regionCode, untilMs });
      return { accessToken, lifetimeS: LIFETIME_S };
    },
    holderOf(accessToken) {
      const token = tokens.get(accessToken);
      return token !== undefined && clock.nowMs() < token.untilMs ? token.regionCode : undefined;
    },
    expireTokens() {
      tokens.clear();
    },
    revoke(regionCode) {
      revoked.add(regionCode);
      for (const [token, holder] of tokens) {
        if (holder.regionCode === regionCode) tokens.delete(token);
      }
    },
  };
}
