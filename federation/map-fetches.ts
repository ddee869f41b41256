import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** A plan with every fetch replaced by what `map` makes of it. A subscription's own fetch stays one fetch. */
export function mapFetches(plan: QueryPlan, map: (fetch: FetchNode) => PlanNode): QueryPlan {
  const { node } = plan;
  if (node === undefined) return plan;
  if (node.kind !== 'Subscription') return { ...plan, node: mapNode(node, map) };
  const primary = map(node.primary);
  return {
    ...plan,
    node: {
      ...node,
      primary: primary.kind === 'Fetch' ? primary : node.primary,
      ...(node.rest === undefined ? {} : { rest: mapNode(node.rest, map) }),
    },
  };
}

function mapNode(node: PlanNode, map: (fetch: FetchNode) => PlanNode): PlanNode {
  const visit = (inner: PlanNode): PlanNode => mapNode(inner, map);
  switch (node.kind) {
    case 'Fetch':
      return map(node);
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
        deferred: node.deferred.map((part) => visitPart(part, visit)),
      };
  }
}

function visitPart<Part extends { node?: PlanNode }>(
  part: Part,
  visit: (node: PlanNode) => PlanNode,
): Part {
  return part.node === undefined ? part : { ...part, node: visit(part.node) };
}
