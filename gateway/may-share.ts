import { OperationTypeNode } from 'graphql';
import type { AuthorizedOperation } from './authorize/authorized-operation.ts';

/**
 * Whether an operation may take what another, equal one gets at the same moment. Queries alone; and nothing about a
 * person, neither selected nor asked with, though the caller be the same: every look at a person is a look of its own,
 * under its own request id.
 */
export function mayShare({ parsed, isPersonal }: AuthorizedOperation): boolean {
  const isQuery = parsed.operation.operation === OperationTypeNode.QUERY;
  return isQuery && !isPersonal && !parsed.hasPersonalArgument;
}

/** Whether what was read before may be outdated when the operation is done. */
export function mayWrite({ parsed }: AuthorizedOperation): boolean {
  return parsed.operation.operation === OperationTypeNode.MUTATION;
}
