import { ClientError } from '../../common/errors/errors.ts';
import type { RunStock, StockRun } from '../../federation/stock-engine.ts';
import { createFailureRecord, type ExecutionError } from './execution-error.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { readSubgraphErrors } from './read-subgraph-errors.ts';
import type { ExecutedPlan } from './run-program.ts';

/**
 * Runs a plan by `@apollo/gateway`'s execution in the place of `runProgram`. Data and errors are its own, wrong or right;
 * errors are made safe to show as any subgraph's are.
 */
export async function runStock(stock: RunStock, run: StockRun): Promise<ExecutedPlan> {
  const { data, errors } = await stock(run);
  return {
    data: toPlain(data ?? {}) as JsonObject,
    errors: errors.map(toExecutionError),
    failures: createFailureRecord(),
  };
}

/** An error that names no place, such as that of a subgraph which cannot be reached, has none here either. */
function toExecutionError(sent: unknown): ExecutionError {
  if (sent instanceof ClientError) return { error: sent, path: [], extensions: {} };
  const { extensions, path } = sent as { extensions?: unknown; path?: unknown };
  const service = isJsonObject(extensions) ? extensions['serviceName'] : undefined;
  const [read] = readSubgraphErrors(typeof service === 'string' ? service : 'unknown', [
    { extensions, path },
  ]);
  if (read === undefined) throw new Error('one error is read as one');
  return { ...read, path: read.path ?? [] };
}

/** Its objects inherit nothing; ours are plain ones. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toPlain(each)]));
}
