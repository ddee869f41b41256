import type { FetchNode } from '@apollo/query-planner';
import {
  parse,
  print,
  separateOperations,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
} from 'graphql';

/** The fetch's operation. The text is what is sent: the planner's own document of it is not kept up. */
export function readOperation(fetch: FetchNode): DocumentNode {
  return parse(fetch.operation, { noLocation: true });
}

/**
 * A fetch with another operation: only the variables that it uses are declared and sent, and only the fragments. One that
 * no spread names would make it invalid.
 */
export function withDocument(fetch: FetchNode, given: DocumentNode): FetchNode {
  const [document = given] = Object.values(separateOperations(given));
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable(variable) {
      used.add(variable.name.value);
    },
  });
  const declared = visit(document, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
  const { operationDocumentNode: _document, ...kept } = fetch;
  return {
    ...kept,
    operation: stripIgnoredCharacters(print(declared)),
    variableUsages: (fetch.variableUsages ?? []).filter((name) => used.has(name)),
  };
}
