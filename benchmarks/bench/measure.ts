import { setTimeout as wait } from 'node:timers/promises';
import autocannon, { type Result } from 'autocannon';
import { findFault } from './answers.ts';
import { toRequest, type ExpectedAnswer, type Scenario } from './scenario.ts';
import type { Program } from './start-program.ts';

export interface Gateway {
  readonly label: string;
  readonly endpoint: string;
  readonly program: Program;
}

export interface LoadOptions {
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly connections: number;
}

/** One measurement. */
export interface Measured {
  readonly row: string;
  readonly gateway: string;
  /** Processor time of the gateway's process for one request, in ms. */
  readonly cpuMs: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly memoryMb: number;
  readonly requests: number;
  /** What was wrong; the figures are void where anything was. */
  readonly faults: readonly string[];
}

/**
 * Measures one scenario at one gateway; answers are checked before and in the middle. A fixed number of requests is sent,
 * as many as take about the given time at the given rate: all are answered at the end, so none is paid for uncounted.
 */
export async function measure(
  gateway: Gateway,
  scenario: Scenario,
  expected: ExpectedAnswer,
  options: LoadOptions & { readonly requestsPerSecond: number },
): Promise<Measured> {
  const { connections, requestsPerSecond: rate, seconds, warmUpSeconds } = options;
  const toAmount = (forSeconds: number) =>
    connections * Math.max(1, Math.ceil((rate * forSeconds) / connections));
  const check = () => findFault(gateway.endpoint, scenario, expected);
  const faults = [await check()];
  if (faults[0] !== undefined) return toVoid(scenario, gateway, faults[0]);
  await load(gateway.endpoint, scenario, { connections, amount: toAmount(warmUpSeconds) });
  const before = await gateway.program.usage();
  const loading = load(gateway.endpoint, scenario, { connections, amount: toAmount(seconds) });
  await wait(seconds * 400);
  faults.push(await check());
  const result = await loading;
  const after = await gateway.program.usage();
  return {
    row: scenario.name,
    gateway: gateway.label,
    cpuMs: (after.cpuMs - before.cpuMs) / result['2xx'],
    requestsPerSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    memoryMb: after.memoryMb,
    requests: result['2xx'],
    faults: [...faults, describeFailures(result)].filter((fault) => fault !== undefined),
  };
}

/** What answers wrongly is not measured. */
function toVoid(scenario: Scenario, gateway: Gateway, fault: string): Measured {
  const figures = { cpuMs: 0, requestsPerSecond: 0, p50Ms: 0, p99Ms: 0, memoryMb: 0, requests: 0 };
  return { row: scenario.name, gateway: gateway.label, ...figures, faults: [fault] };
}

/** Sends requests on all connections, for some seconds or until so many are answered. */
export function load(
  url: string,
  scenario: Scenario,
  extent: { readonly connections: number } & (
    { readonly duration: number } | { readonly amount: number }
  ),
): Promise<Result> {
  const common = { url, method: 'POST' as const, timeout: 30, ...extent };
  if (scenario.unique === 'none') return autocannon({ ...common, ...toRequest(scenario) });
  return autocannon({
    ...common,
    requests: [{ setupRequest: (request) => ({ ...request, ...toRequest(scenario) }) }],
  });
}

function describeFailures(result: Result): string | undefined {
  const { non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts === 0) return undefined;
  return `${non2xx} requests refused, ${errors} broken off, ${timeouts} timed out`;
}
