import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Bilingual } from '../../common/errors/catalogue.ts';
import { ClientError } from '../../common/errors/errors.ts';

/**
 * The operation to run (GraphQL specification, section 6.1).
 *
 * @throws ClientError - OPERATION_RESOLUTION_FAILURE; METHOD_NOT_ALLOWED for a mutation by GET;
 *   SUBSCRIPTION_PROTOCOL_REQUIRED for a subscription that cannot be answered by events.
 */
export function chooseOperation(
  document: DocumentNode,
  operationName: string | null,
  request: {
    readonly method: 'GET' | 'POST';
    readonly schema: GraphQLSchema;
    readonly takesEvents: boolean;
  },
): OperationDefinitionNode {
  const operation = findOperation(document, operationName);
  if (request.method === 'GET' && operation.operation === OperationTypeNode.MUTATION) {
    const reason = {
      en: `a ${operation.operation} by GET`,
      id: `${operation.operation} melalui GET`,
    };
    throw new ClientError('METHOD_NOT_ALLOWED', { reason, allow: 'POST' });
  }
  if (!request.schema.getRootType(operation.operation)) {
    throw unresolved({
      en: `the schema has no ${operation.operation}`,
      id: `skema tidak punya ${operation.operation}`,
    });
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !request.takesEvents)
    throw new ClientError('SUBSCRIPTION_PROTOCOL_REQUIRED');
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
        ? { en: 'the document has no operation', id: 'dokumen tidak memuat operasi' }
        : {
            en: 'the document has no operation of the name in operationName',
            id: 'dokumen tidak memuat operasi dengan nama yang ada pada operationName',
          },
    );
  }
  if (another !== undefined) {
    throw unresolved({
      en: 'several operations, and no operationName',
      id: 'ada beberapa operasi, tetapi operationName tidak ada',
    });
  }
  return operation;
}

function unresolved(reason: Bilingual): ClientError {
  return new ClientError('OPERATION_RESOLUTION_FAILURE', { reason });
}
