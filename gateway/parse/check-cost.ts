import type { OperationDefinitionNode } from 'graphql';
import { ClientError } from '../../common/errors/errors.ts';
import type { ParsedOperation } from '../operation.ts';
import { compileCost, type CostOfOperation, type CostOptions } from './compile-cost.ts';

/**
 * Refuses an operation that costs more than it may with its variables' values.
 *
 * @throws ClientError - COST_LIMIT_EXCEEDED with the cost and the limit; those of `compileCost`.
 */
export type CheckCost = (parsed: ParsedOperation) => void;

/** Makes the check. An operation's cost is compiled once for as long as its document is kept. */
export function createCostCheck(options: CostOptions & { readonly limit: number }): CheckCost {
  const compiled = new WeakMap<OperationDefinitionNode, CostOfOperation>();
  return ({ document, operation, variables }) => {
    const known = compiled.get(operation);
    const costOf = known ?? compileCost(options, document, operation);
    if (known === undefined) compiled.set(operation, costOf);
    const cost = costOf(variables);
    if (!(cost <= options.limit))
      throw new ClientError('COST_LIMIT_EXCEEDED', {
        cost: Math.ceil(cost),
        limit: options.limit,
      });
  };
}
