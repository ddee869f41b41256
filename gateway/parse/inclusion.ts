import { Kind, type SelectionNode, type ValueNode } from 'graphql';
import { combine, type CostTerm } from './cost-term.ts';

/** 1 where a selection is included, 0 where `@skip` or `@include` leaves it out. */
export function compileInclusion(node: SelectionNode): CostTerm {
  const conditions = (node.directives ?? []).flatMap((directive) => {
    const name = directive.name.value;
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (condition === undefined || (name !== 'skip' && name !== 'include')) return [];
    return [compileCondition(condition, name === 'include')];
  });
  return combine(conditions, (...included) => (included.includes(0) ? 0 : 1));
}

/** Anything but the one value that leaves it out counts as included: a null is refused later. */
function compileCondition(condition: ValueNode, includes: boolean): CostTerm {
  if (condition.kind === Kind.BOOLEAN) return condition.value === includes ? 1 : 0;
  if (condition.kind !== Kind.VARIABLE) return 1;
  const variable = condition.name.value;
  return (variables) => (variables[variable] === !includes ? 0 : 1);
}
