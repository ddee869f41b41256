import {
  execute,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import { InternalError } from '../../common/errors/errors.ts';
import type { ParsedOperation } from '../operation.ts';

/** Answers a root `__schema` or `__type` field, from the API schema. */
export function createIntrospection(schema: GraphQLSchema, parsed: ParsedOperation) {
  return (nodes: readonly FieldNode[]): unknown => {
    const [first] = nodes;
    if (first === undefined) return null;
    const fragments = parsed.document.definitions.filter(
      (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
    );
    const result = execute({
      schema,
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          { ...parsed.operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
          ...fragments,
        ],
      },
      variableValues: parsed.variables,
    });
    if ('then' in result) throw new InternalError('introspection is answered at once');
    return result.data?.[first.alias?.value ?? first.name.value] ?? null;
  };
}
