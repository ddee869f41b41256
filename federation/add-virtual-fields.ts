import type { DocumentNode } from 'graphql';
import { nameContextSelections } from './name-context-selections.ts';
import { nameRequiredArguments } from './name-required-arguments.ts';
import { isFieldsType } from './supergraph-nodes.ts';
import { createVirtualFieldNames, type VirtualFields } from './virtual-fields.ts';

/**
 * Makes the planner's copy of a supergraph, in which fields that it would take for others have names of their own. The
 * document is the given one where there are none. What plans make of them: `restoreVirtualFields`.
 */
export function addVirtualFields(
  supergraph: DocumentNode,
): VirtualFields & { readonly document: DocumentNode } {
  const types = new Map(
    supergraph.definitions.filter(isFieldsType).map((type) => [type.name.value, type]),
  );
  const names = createVirtualFieldNames(types);
  const { document, requirementOf } = nameRequiredArguments(supergraph, types, names);
  const named = nameContextSelections(document, names);
  const { byName } = names;
  return { document: byName.size === 0 ? supergraph : names.addTo(named), byName, requirementOf };
}
