import type { DeferredNode, FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

type Depends = DeferredNode['depends'];

interface Mapping {
  fetch(fetch: FetchNode): PlanNode;
  /** What waited for a fetch waits for all that became of it. */
  depends(depends: Depends): Depends;
}

/**
 * A plan with every fetch replaced by what `map` makes of it: another fetch, or several. A subscription's own fetch stays
 * one fetch.
 */
export function mapFetches(plan: QueryPlan, map: (fetch: FetchNode) => PlanNode): QueryPlan {
  const { node } = plan;
  if (node === undefined) return plan;
  const mapping = createMapping(map);
  if (node.kind !== 'Subscription') return { ...plan, node: mapNode(node, mapping) };
  const primary = map(node.primary);
  return {
    ...plan,
    node: {
      ...node,
      primary: primary.kind === 'Fetch' ? primary : node.primary,
      ...(node.rest === undefined ? {} : { rest: mapNode(node.rest, mapping) }),
    },
  };
}

function createMapping(map: (fetch: FetchNode) => PlanNode): Mapping {
  const idsByFetch = new Map<string, readonly string[]>();
  return {
    fetch(fetch) {
      const mapped = map(fetch);
      const { id } = fetch;
      if (id === undefined || !('nodes' in mapped)) return mapped;
      const idOf = (index: number) => (index === 0 ? id : `${id}/${index}`);
      idsByFetch.set(
        id,
        mapped.nodes.map((_each, index) => idOf(index)),
      );
      return {
        ...mapped,
        nodes: mapped.nodes.map((each, index) =>
          each.kind === 'Fetch' ? { ...each, id: idOf(index) } : each,
        ),
      };
    },
    depends: (depends) =>
      depends.flatMap((each) =>
        (idsByFetch.get(each.id) ?? [each.id]).map((id) => ({ ...each, id })),
      ),
  };
}

function mapNode(node: PlanNode, mapping: Mapping): PlanNode {
  const visit = (inner: PlanNode): PlanNode => mapNode(inner, mapping);
  switch (node.kind) {
    case 'Fetch':
      return mapping.fetch(node);
    case 'Flatten':
      return { ...node, node: visit(node.node) };
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(visit) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause === undefined ? {} : { ifClause: visit(node.ifClause) }),
        ...(node.elseClause === undefined ? {} : { elseClause: visit(node.elseClause) }),
      };
    case 'Defer':
      return {
        ...node,
        primary: visitPart(node.primary, visit),
        deferred: node.deferred.map((part) => ({
          ...visitPart(part, visit),
          depends: mapping.depends(part.depends),
        })),
      };
  }
}

function visitPart<Part extends { node?: PlanNode }>(
  part: Part,
  visit: (node: PlanNode) => PlanNode,
): Part {
  return part.node === undefined ? part : { ...part, node: visit(part.node) };
}
