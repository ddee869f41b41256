import type { FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, visit, type DocumentNode } from 'graphql';
import { readOperation, withDocument } from './fetch-operation.ts';
import type { VirtualFields } from './virtual-fields.ts';
import { mapFetches } from './map-fetches.ts';
import { splitVariants } from './split-variants.ts';

/**
 * Turns the virtual fields of a plan (see `addVirtualFields`) into what subgraphs know: `f__rq0` is asked for as
 * `f__rq0: f(limit: 3)`, stands in the data under that name, and goes into representations as `f`. A fetch whose fields
 * require one field with different arguments becomes several, side by side.
 */
export function restoreVirtualFields(plan: QueryPlan, virtualFields: VirtualFields): QueryPlan {
  if (virtualFields.byName.size === 0) return plan;
  return mapFetches(plan, (fetch) => {
    const nodes = splitVariants(fetch, virtualFields).map((each) => restore(each, virtualFields));
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'Parallel', nodes };
  });
}

function restore(fetch: FetchNode, virtualFields: VirtualFields): FetchNode {
  const renames = renamesOf(fetch.requires ?? [], virtualFields);
  const restored = withDocument(fetch, aliasVirtualFields(readOperation(fetch), virtualFields));
  return renames.length === 0
    ? restored
    : { ...restored, inputRewrites: [...(fetch.inputRewrites ?? []), ...renames] };
}

function aliasVirtualFields(document: DocumentNode, virtualFields: VirtualFields): DocumentNode {
  return visit(document, {
    Field(field) {
      const virtual = virtualFields.byName.get(field.name.value);
      if (virtual === undefined) return undefined;
      return {
        ...field,
        alias: field.alias ?? field.name,
        name: { kind: Kind.NAME, value: virtual.field },
        arguments: [...virtual.arguments, ...(field.arguments ?? [])],
      };
    },
  });
}

type Rename = NonNullable<FetchNode['contextRewrites']>[number];

/** Virtual fields of a representation become real ones, the innermost first: a path is in the names before. */
function renamesOf(
  requires: readonly QueryPlanSelectionNode[],
  virtualFields: VirtualFields,
  path: readonly string[] = [],
): Rename[] {
  return requires.flatMap((selection): Rename[] => {
    if (selection.kind === 'InlineFragment')
      return renamesOf(selection.selections, virtualFields, path);
    const virtual = virtualFields.byName.get(selection.name);
    const here = [...path, selection.name];
    const inner = renamesOf(selection.selections ?? [], virtualFields, here);
    return virtual === undefined
      ? inner
      : [...inner, { kind: 'KeyRenamer', path: here, renameKeyTo: virtual.field }];
  });
}
