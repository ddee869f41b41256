import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ClientError } from '../../common/errors/errors.ts';

/**
 * The operation to run (GraphQL specification, section 6.1).
 *
 * @throws ClientError - OPERATION_RESOLUTION_FAILURE; METHOD_NOT_ALLOWED for anything but a query by GET.
 */
export function chooseOperation(
  document: DocumentNode,
  operationName: string | null,
  request: { readonly method: 'GET' | 'POST'; readonly schema: GraphQLSchema },
): OperationDefinitionNode {
  const operation = findOperation(document, operationName);
  if (request.method === 'GET' && operation.operation !== OperationTypeNode.QUERY) {
    const reason = `a ${operation.operation} by GET`;
    throw new ClientError('METHOD_NOT_ALLOWED', { reason, allow: 'POST' });
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    throw unresolved('subscriptions are not served');
  if (!request.schema.getRootType(operation.operation)) {
    throw unresolved(`the schema has no ${operation.operation}`);
  }
  return operation;
}

function findOperation(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const candidates =
    name === null ? operations : operations.filter((operation) => operation.name?.value === name);
  const [operation, another] = candidates;
  if (operation === undefined) {
    throw unresolved(
      name === null
        ? 'the document has no operation'
        : 'the document has no operation of the name in operationName',
    );
  }
  if (another !== undefined) throw unresolved('several operations, and no operationName');
  return operation;
}

function unresolved(reason: string): ClientError {
  return new ClientError('OPERATION_RESOLUTION_FAILURE', { reason });
}
