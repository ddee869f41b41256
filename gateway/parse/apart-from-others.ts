import { Kind, separateOperations, type DocumentNode, type OperationDefinitionNode } from 'graphql';

const known = new WeakMap<OperationDefinitionNode, DocumentNode>();

/** An operation and the fragments that it uses: what other operations of its document say does not concern it. */
export function apartFromOthers(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const isAlone = document.definitions.every(
    (node) => node.kind !== Kind.OPERATION_DEFINITION || node === operation,
  );
  if (isAlone) return document;
  const remembered = known.get(operation);
  if (remembered !== undefined) return remembered;
  const made = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  known.set(operation, made);
  return made;
}
