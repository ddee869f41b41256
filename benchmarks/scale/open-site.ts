import { randomBytes } from 'node:crypto';
import type { Teardown } from '../../server/teardown.ts';
import { createEntityBatch } from './entity-batch.ts';
import { openRegister } from './open-register.ts';
import { createLookUps, type ScaleOperation } from './operations.ts';
import { sampleOrders, sampleResidents } from './register-facts.ts';
import { startIssuer } from './start-issuer.ts';
import { startStand, type Stand } from './start-stand.ts';

/** One register, with what it takes to ask it. */
export interface Site {
  readonly residents: number;
  readonly registerUrl: string;
  /** Sent to the gateway. */
  readonly lookUps: readonly ScaleOperation[];
  /** Sent to the subgraph. */
  readonly entityBatch: ScaleOperation;
  startStand(): Promise<Stand>;
}

/** How many residents requests are about; an operation comes round to them again after so many. */
const SAMPLE = 50_000;

/** Fills a register of this size; all that is made goes with the teardown. */
export async function openSite(
  serverUrl: string,
  residents: number,
  teardown: Teardown,
): Promise<Site> {
  const registerUrl = await openRegister(serverUrl, residents, teardown);
  const { sign, ...issuer } = await startIssuer(teardown);
  const secret = randomBytes(32);
  const sample = await sampleResidents(registerUrl, SAMPLE);
  const orders = await sampleOrders(registerUrl, SAMPLE);
  const order = { registerUrl, issuer, envelopeSecret: secret.toString('base64') };
  return {
    residents,
    registerUrl,
    lookUps: createLookUps(sample, orders, sign),
    entityBatch: createEntityBatch(sample, secret),
    startStand: () => startStand(order, teardown),
  };
}
