import { Pool } from 'undici';
import { sendInTurn, summarize } from './arrivals.ts';
import { measureInTurns, sendRequest, type Candidate, type Measured } from './measure-operation.ts';
import type { Site } from './open-site.ts';
import { createPublishedOperations, type ScaleOperation } from './operations.ts';
import { countScans, type TableScans } from './register-facts.ts';
import type { ScaleOptions } from './scale-options.ts';
import type { Stand } from './start-stand.ts';

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

/** How often the figures are counted anew. */
const COLD_COUNTS = 20;
/** Connections of the load generator, more than a source's bulkhead lets through at a time. */
const CONNECTIONS = 64;

/** Measures every operation at every site: first the look-ups, then the figures, each time with programs started anew. */
export async function measureSizes(
  sites: readonly Site[],
  options: ScaleOptions,
  say: (line: string) => void,
): Promise<readonly MeasuredSize[]> {
  const before = await Promise.all(sites.map((site) => countScans(site.registerUrl)));
  const stands = await startAll(sites);
  const lookUps: (readonly Measured[])[] = [];
  for (const [index, { name }] of (sites[0]?.lookUps ?? []).entries()) {
    const choose = (site: Site) => site.lookUps[index];
    lookUps.push(await measureEverywhere('endpoint', sites, stands, choose, options));
    say(`measured: ${name}`);
  }
  const choose = (site: Site) => site.entityBatch;
  lookUps.push(await measureEverywhere('subgraph', sites, stands, choose, options));
  const facts = await Promise.all(stands.map((stand) => stand.facts()));
  await Promise.all(stands.map((stand) => stand.stop()));
  const after = await Promise.all(sites.map((site) => countScans(site.registerUrl)));
  say('measured: entity batches');
  const statistics = await measureStatistics(sites, options);
  return sites.map(({ residents }, index) => ({
    residents,
    lookUps: lookUps.flatMap((measured) => measured[index] ?? []),
    scans: subtract(after[index], before[index]),
    statistics: statistics.flatMap((measured) => measured[index] ?? []),
    memoryMb: facts[index]?.memoryMb ?? 0,
    mostMemoryMb: facts[index]?.mostMemoryMb ?? 0,
  }));
}

/** Each counted anew each time, one after another; and then kept, at the rate. */
async function measureStatistics(
  sites: readonly Site[],
  options: ScaleOptions,
): Promise<readonly (readonly Measured[])[]> {
  const stands = await startAll(sites);
  const measured: (readonly Measured[])[] = [];
  for (const operation of createPublishedOperations()) {
    const cold: Measured[] = [];
    for (const stand of stands) cold.push(await countAnew(operation, stand));
    const named = { ...operation, name: `${operation.name}, kept` };
    const kept = await measureEverywhere('endpoint', sites, stands, () => named, options);
    measured.push(cold, kept);
  }
  return measured;
}

async function countAnew(operation: ScaleOperation, stand: Stand): Promise<Measured> {
  const before = await stand.facts();
  const pool = new Pool(new URL(before.endpoint).origin);
  const outcomes = await sendInTurn(
    COLD_COUNTS,
    () => stand.forget(),
    (index) => sendRequest(pool, operation.toRequest(index)),
  );
  await pool.close();
  const { calls, cpuMs } = await stand.facts();
  return {
    name: `${operation.name}, counted anew`,
    rate: 0,
    ...summarize(outcomes),
    calls,
    cpuMs: (cpuMs - before.cpuMs) / COLD_COUNTS,
  };
}

async function measureEverywhere(
  server: 'endpoint' | 'subgraph',
  sites: readonly Site[],
  stands: readonly Stand[],
  choose: (site: Site) => ScaleOperation | undefined,
  options: ScaleOptions,
): Promise<readonly Measured[]> {
  const candidates: Candidate[] = [];
  for (const [index, stand] of stands.entries()) {
    const site = sites[index];
    const operation = site === undefined ? undefined : choose(site);
    if (operation === undefined) throw new Error('Every site has every operation.');
    const { [server]: url } = await stand.facts();
    const pool = new Pool(new URL(url).origin, { connections: CONNECTIONS });
    candidates.push({ operation, pool, stand });
  }
  const measured = await measureInTurns(candidates, options);
  await Promise.all(candidates.map(({ pool }) => pool.close()));
  return measured;
}

function startAll(sites: readonly Site[]): Promise<readonly Stand[]> {
  return Promise.all(sites.map((site) => site.startStand()));
}

function subtract(after: TableScans | undefined, before: TableScans | undefined): TableScans {
  return {
    sequential: (after?.sequential ?? 0) - (before?.sequential ?? 0),
    byIndex: (after?.byIndex ?? 0) - (before?.byIndex ?? 0),
  };
}
