import {
  doTypesOverlap,
  isCompositeType,
  isInterfaceType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type SelectionContext } from './collect-fields.ts';

/**
 * Whether selections ask for something of an object of `type` that only its object type can tell: `__typename`, or what
 * a fragment asks of some of its types.
 */
export function dependOnObjectType(
  context: SelectionContext,
  type: GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
): boolean {
  const { schema, fragments } = context;
  return sets.some((set) =>
    set.selections.some((selection) => {
      if (!isIncluded(context, selection)) return false;
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) return false;
      const condition = schema.getType(fragment.typeCondition?.name.value ?? type.name);
      if (!isCompositeType(condition) || !doTypesOverlap(schema, condition, type)) return false;
      const holdsForAll =
        condition === type || (isInterfaceType(condition) && schema.isSubType(condition, type));
      return holdsForAll
        ? dependOnObjectType(context, type, [fragment.selectionSet])
        : selectsAnything(
            context,
            meeting(context, schema.getPossibleTypes(type), condition),
            fragment.selectionSet,
          );
    }),
  );
}

/** Whether conditions, and those on types too, leave a field in for objects of any of the given types. */
function selectsAnything(
  context: SelectionContext,
  types: readonly GraphQLObjectType[],
  set: SelectionSetNode,
): boolean {
  if (types.length === 0) return false;
  return set.selections.some((selection) => {
    if (!isIncluded(context, selection)) return false;
    if (selection.kind === Kind.FIELD) return true;
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : context.fragments.get(selection.name.value);
    if (fragment === undefined) return false;
    const condition = context.schema.getType(fragment.typeCondition?.name.value ?? '');
    const left = isCompositeType(condition) ? meeting(context, types, condition) : types;
    return selectsAnything(context, left, fragment.selectionSet);
  });
}

function meeting(
  { schema }: SelectionContext,
  types: readonly GraphQLObjectType[],
  condition: GraphQLCompositeType,
): readonly GraphQLObjectType[] {
  return types.filter((type) => doTypesOverlap(schema, type, condition));
}
