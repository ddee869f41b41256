import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Teardown } from '../../server/teardown.ts';
import { fetchAnswer } from './answers.ts';
import {
  BANTEN_SCENARIOS,
  PRODUCT_PAIRS,
  readPublicOperations,
  type ProductPair,
} from './banten-scenarios.ts';
import { openBantenWorkload } from './banten-workload.ts';
import type { BenchOptions } from './bench-options.ts';
import type { Gateway } from './measure.ts';
import type { Base } from './open-base.ts';
import type { Candidate } from './run-rounds.ts';
import type { Scenario } from './scenario.ts';
import { startBare, startEngine, startStock, type GatewayParts } from './start-gateways.ts';
import { openWorkloadFolder } from './workload-folder.ts';

export interface Bench {
  readonly candidates: readonly Candidate[];
  /** How many requests the subgraphs were sent so far; undefined where they do not tell. */
  readonly countFetches: (() => Promise<number>) | undefined;
}

/** Starts what the options ask for, and says what is to be measured. */
export async function openBench(
  options: BenchOptions,
  base: Base | undefined,
  folder: string,
  teardown: Teardown,
): Promise<Bench> {
  return options.workload === undefined
    ? openBanten(options, base, folder, teardown)
    : openFolder(options, options.workload, base, { folder, teardown });
}

async function openFolder(
  options: BenchOptions,
  source: string,
  base: Base | undefined,
  { folder, teardown }: { readonly folder: string; readonly teardown: Teardown },
): Promise<Bench> {
  const workload = await openWorkloadFolder(source, options.scenarios, folder, teardown);
  const parts = { supergraphFile: workload.supergraphFile, folder, teardown };
  const gateways = [
    await startStock(parts),
    await startBare(parts),
    ...(await startEngines(parts, base, 'all')),
  ];
  return {
    candidates: await pairUp(workload.scenarios, gateways),
    countFetches: undefined,
  };
}

async function openBanten(
  options: BenchOptions,
  base: Base | undefined,
  folder: string,
  teardown: Teardown,
): Promise<Bench> {
  const workload = await openBantenWorkload(folder, teardown);
  const { supergraphFile, stockSupergraphFile, configFile, token, subgraphs } = workload;
  const parts = { supergraphFile, folder, teardown };
  const stock = await startStock({ ...parts, supergraphFile: stockSupergraphFile });
  const engines = await startEngines(parts, base, options.full ? 'all' : 'one');
  const bare = await startBare(parts);
  const allOn = await startEngine('all on', parts, { configFile });
  const isWanted = ({ name }: Scenario) => options.scenarios?.includes(name) ?? true;
  const scenarios = [...BANTEN_SCENARIOS, ...(options.full ? readPublicOperations() : [])];
  const pairs = PRODUCT_PAIRS.filter((pair) => isWanted(pair.bare));
  return {
    candidates: [
      ...(await pairUp(scenarios.filter(isWanted), [stock, ...engines])),
      ...(await Promise.all(
        pairs.map((pair) => toPairCandidates(pair, { stock, bare, allOn, token })),
      )),
    ].flat(),
    countFetches: () => subgraphs.countRequests(),
  };
}

async function startEngines(
  parts: GatewayParts,
  base: Base | undefined,
  variants: 'one' | 'all',
): Promise<readonly Gateway[]> {
  const configured = (name: string, sharing: Readonly<Record<string, boolean>>) => {
    const file = join(parts.folder, `${name}.yml`);
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ sharing }));
    return { configFile: file };
  };
  const alone = configured('nothing-shared', { calls: false });
  return [
    await startEngine('engine', parts, alone),
    ...(variants === 'all'
      ? [
          await startEngine('engine, calls shared', parts),
          await startEngine(
            'engine, requests collapsed',
            parts,
            configured('requests-collapsed', { requests: true }),
          ),
        ]
      : []),
    ...(base?.kind === 'checkout'
      ? [await startEngine(base.label, parts, { checkout: base.folder })]
      : []),
  ];
}

/** Each scenario at each gateway. What the first gateway (stock) answers is right where nothing else is known. */
async function pairUp(
  scenarios: readonly Scenario[],
  gateways: readonly Gateway[],
): Promise<readonly Candidate[]> {
  const candidates = scenarios.map(async (scenario) => {
    const expected =
      scenario.expected ?? (await fetchAnswer(gateways[0]?.endpoint ?? '', scenario));
    return gateways.map((gateway) => ({ gateway, scenario, expected }));
  });
  return (await Promise.all(candidates)).flat();
}

async function toPairCandidates(
  { bare, on, toExpected }: ProductPair,
  parts: {
    readonly stock: Gateway;
    readonly bare: Gateway;
    readonly allOn: Gateway;
    readonly token: string;
  },
): Promise<readonly Candidate[]> {
  const expected = await fetchAnswer(parts.stock.endpoint, bare);
  const authorized = { ...on, headers: { authorization: `Bearer ${parts.token}` } };
  return [
    { gateway: parts.bare, scenario: bare, expected },
    { gateway: parts.allOn, scenario: authorized, expected: toExpected(expected) },
  ];
}
