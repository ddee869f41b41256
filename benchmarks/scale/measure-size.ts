import { randomBytes } from 'node:crypto';
import { Pool } from 'undici';
import { createTeardown, type Teardown } from '../../server/teardown.ts';
import { sendInTurn } from './arrivals.ts';
import { createEntityBatch } from './entity-batch.ts';
import { measureOperation, sendRequest, type Measured } from './measure-operation.ts';
import { createLookUps, createStatisticsOperation, type ScaleOperation } from './operations.ts';
import { countScans, sampleResidents, type TableScans } from './register-facts.ts';
import { openRegister } from './open-register.ts';
import type { ScaleOptions } from './scale-options.ts';
import { startIssuer } from './start-issuer.ts';
import { startStand, type Stand } from './start-stand.ts';

/** What was found at one size. */
export interface MeasuredSize {
  readonly residents: number;
  readonly lookUps: readonly Measured[];
  /** How PostgreSQL found the rows of all look-ups. */
  readonly scans: TableScans;
  readonly statistics: readonly Measured[];
  readonly memoryMb: number;
  readonly mostMemoryMb: number;
}

/** How many residents requests are about; each operation comes round to them again after so many. */
const SAMPLE = 50_000;
const COLD_COUNTS = 20;
/** Connections of the load generator, more than a source's bulkhead lets through at a time. */
const CONNECTIONS = 64;

/** Makes a register of this size, measures every operation on it, and drops it. */
export async function measureSize(
  serverUrl: string,
  residents: number,
  options: ScaleOptions,
  { teardown, say }: { readonly teardown: Teardown; readonly say: (line: string) => void },
): Promise<MeasuredSize> {
  const own = createTeardown();
  teardown.add(() => own.run());
  const startedMs = performance.now();
  const registerUrl = await openRegister(serverUrl, residents, own);
  say(`${residents} residents stand in the register after ${secondsSince(startedMs)} s`);
  const { sign, ...issuer } = await startIssuer(own);
  const secret = randomBytes(32);
  const start = () =>
    startStand(
      {
        registerUrl,
        issuer,
        envelopeSecret: secret.toString('base64'),
      },
      own,
    );
  const sample = await sampleResidents(registerUrl, SAMPLE);
  const before = await countScans(registerUrl);
  const first = await start();
  const lookUps: Measured[] = [];
  for (const operation of createLookUps(sample, sign)) {
    lookUps.push(await measureAt('endpoint', operation, options, first));
  }
  lookUps.push(await measureAt('subgraph', createEntityBatch(sample, secret), options, first));
  const { memoryMb, mostMemoryMb } = await first.facts();
  await first.stop();
  const after = await countScans(registerUrl);
  say('look-ups are measured');
  const statistics = await measureStatistics(options, await start());
  say('statistics are measured');
  await own.run();
  const scans = {
    sequential: after.sequential - before.sequential,
    byIndex: after.byIndex - before.byIndex,
  };
  return { residents, lookUps, scans, statistics, memoryMb, mostMemoryMb };
}

async function measureAt(
  server: 'endpoint' | 'subgraph',
  operation: ScaleOperation,
  options: ScaleOptions,
  stand: Stand,
): Promise<Measured> {
  const { [server]: url } = await stand.facts();
  const pool = new Pool(new URL(url).origin, { connections: CONNECTIONS });
  try {
    return await measureOperation(operation, options, { pool, stand });
  } finally {
    await pool.close();
  }
}

/** Counted anew each time, one after another; and then kept, at the rate. */
async function measureStatistics(
  options: ScaleOptions,
  stand: Stand,
): Promise<readonly Measured[]> {
  const operation = createStatisticsOperation();
  const { endpoint } = await stand.facts();
  const pool = new Pool(new URL(endpoint).origin);
  const latencies = await sendInTurn(
    COLD_COUNTS,
    () => stand.forget(),
    (index) => sendRequest(pool, operation.toRequest(index)),
  );
  await pool.close();
  const { calls } = await stand.facts();
  const cold = { name: 'statistics, counted anew', rate: 0, ...latencies, calls };
  return [cold, await measureAt('endpoint', operation, options, stand)];
}

function secondsSince(startedMs: number): string {
  return ((performance.now() - startedMs) / 1_000).toFixed(1);
}
