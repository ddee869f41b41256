import { execute, OperationTypeNode, type DocumentNode } from 'graphql';
import type { Answer } from './answer.ts';
import type { Graph } from './graph.ts';
import { nextCall, type Occasion } from './subgraph-handler.ts';
import type { Thing } from './world.ts';

/** Answers an operation by graphql-js alone: the schema that clients see, over the same data. */
export async function askMonolith(
  graph: Graph,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  occasion: Occasion,
): Promise<Answer> {
  const { apiSchema } = graph.supergraph;
  const isMutation = document.definitions.some(
    (node) => 'operation' in node && node.operation === OperationTypeNode.MUTATION,
  );
  const result = await execute({
    schema: apiSchema,
    document,
    variableValues: { ...variables },
    rootValue: occasion.world.root(isMutation ? 'Mutation' : 'Query'),
    typeResolver: (value) => (value as Thing).type,
    fieldResolver(
      source: Thing,
      args: Record<string, unknown>,
      _context,
      { fieldName, parentType },
    ) {
      const number = nextCall(occasion, parentType === apiSchema.getMutationType(), fieldName);
      return number ?? occasion.world.resolve(source, fieldName, args);
    },
  });
  return JSON.parse(JSON.stringify(result)) as Answer;
}
