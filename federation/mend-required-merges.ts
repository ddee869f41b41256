import {
  baseType,
  federationMetadata,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  MapWithCachedArrays,
  SelectionSet,
  type CompositeType,
} from '@apollo/federation-internals';

/**
 * Mends three faults of the planner (2.14.4) with required fields. It spares a fetch by moving what a `@requires` needs into
 * the fetch before it, and does so even where that fetch cannot answer it:
 *
 * - a field that is `@external` there counts as one that its subgraph has (`SelectionSet.canRebaseOn`);
 * - a fetch is moved to one of those that it waits for, though it waits for others too (`FetchGroup.canMergeChildIn`).
 *
 * Both then ask a subgraph for a field without what it requires. And it makes one fetch of two that are for the same
 * objects, even where
 *
 * - the one waits, over others, for the other (`FetchGroup.mergeInWithAllDependencies`): the others would have to come
 *   both before and after the one fetch, which ends with an assertion, and no plan.
 *
 * Where none of these is the case plans stay what they were. The planner has no option for it, so its classes are changed, once a process; the cases of chained and circular
 * `@requires` fail if a later planner has others.
 */
export function mendRequiredMerges(): void {
  if (isMended) return;
  isMended = true;
  refuseExternalFields();
  refuseSeveralParents();
}

let isMended = false;

type CanRebaseOn = (this: SelectionSet, type: CompositeType) => boolean;

function refuseExternalFields(): void {
  const original: CanRebaseOn = Reflect.get(SelectionSet.prototype, 'canRebaseOn');
  SelectionSet.prototype.canRebaseOn = function (this: SelectionSet, type) {
    return original.call(this, type) && !hasExternalField(this, type);
  };
}

/** Whether a type's subgraph leaves any of the selected fields to others. Of a supergraph's type, never. */
function hasExternalField(set: SelectionSet, type: CompositeType): boolean {
  const schema = type.schema();
  const metadata = federationMetadata(schema);
  if (metadata === undefined) return false;
  return set.selections().some((selection) => {
    if (selection.kind === 'FragmentSelection') {
      const condition = selection.element.typeCondition?.name;
      const inner = condition === undefined ? type : schema.type(condition);
      return (
        inner !== undefined &&
        isCompositeType(inner) &&
        hasExternalField(selection.selectionSet, inner)
      );
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return false;
    const field = type.field(selection.element.name);
    if (field?.type === undefined) return false;
    if (metadata.isFieldExternal(field)) return true;
    const inner = baseType(field.type);
    const { selectionSet } = selection;
    return (
      selectionSet !== undefined && isCompositeType(inner) && hasExternalField(selectionSet, inner)
    );
  });
}

/** What is used here of the planner's class, which it does not export. */
interface FetchGroup {
  canMergeChildIn(child: FetchGroup): boolean;
  mergeInWithAllDependencies(other: FetchGroup): void;
  isDescendantOf(other: FetchGroup): boolean;
  parents(): readonly unknown[];
}

type CanMergeChildIn = (this: FetchGroup, child: FetchGroup) => boolean;
type MergeIn = (this: FetchGroup, other: FetchGroup) => void;
type Groups = MapWithCachedArrays<unknown, unknown>;
type SetGroup = (this: Groups, key: unknown, value: unknown) => Groups;

/** The first group of the first plan is where the planner's class can be had from. */
function refuseSeveralParents(): void {
  const set: SetGroup = Reflect.get(MapWithCachedArrays.prototype, 'set');
  MapWithCachedArrays.prototype.set = function (this: Groups, key, value) {
    if (isFetchGroup(value)) {
      MapWithCachedArrays.prototype.set = set;
      mendClass(Object.getPrototypeOf(value) as FetchGroup);
    }
    return set.call(this, key, value);
  };
}

function isFetchGroup(value: unknown): value is FetchGroup {
  return typeof value === 'object' && value !== null && 'canMergeChildIn' in value;
}

function mendClass(prototype: FetchGroup): void {
  const original: CanMergeChildIn = Reflect.get(prototype, 'canMergeChildIn');
  prototype.canMergeChildIn = function (this: FetchGroup, child) {
    return child.parents().length === 1 && original.call(this, child);
  };
  const mergeIn: MergeIn = Reflect.get(prototype, 'mergeInWithAllDependencies');
  prototype.mergeInWithAllDependencies = function (this: FetchGroup, other) {
    if (!this.isDescendantOf(other)) mergeIn.call(this, other);
  };
}
