import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostIndex, ListSize } from '../../federation/read-cost.ts';
import type { ParsedOperation } from '../operation.ts';
import { fieldDefinition } from '../schema-field.ts';
import { createArgumentCosts } from './argument-cost.ts';
import { combine, evaluate, sum, type CostTerm } from './cost-term.ts';
import { compileInclusion } from './inclusion.ts';
import { compileListLength } from './list-length.ts';

export interface CostOptions {
  /** What clients see of the supergraph. */
  readonly schema: GraphQLSchema;
  readonly index: CostIndex;
  /** How long a list is of which `@listSize` says nothing. */
  readonly listSize: number;
}

/**
 * What an operation costs with given variables, which are coerced.
 *
 * @throws ClientError - `BAD_USER_INPUT` where a list wants exactly one slicing argument and gets none or several.
 */
export type CostOfOperation = (variables: ParsedOperation['variables']) => number;

/** A mutation's own cost, on top of its fields'. */
const MUTATION_COST = 10;

/** How many items a list of the introspection counts for, whatever the graph's own lists do: clients have to introspect. */
const INTROSPECTED = 10;

/** Lists below a field whose length that field's arguments say. */
interface SizedFields {
  readonly names: ReadonlySet<string>;
  readonly length: CostTerm;
}

/**
 * Compiles an operation of a valid document to the function that says its cost, by IBM's cost specification as Apollo
 * Router's demand control reads it: a field costs its list's length times (its own weight plus its selections'), plus its
 * arguments; without `@cost` an object weighs 1, an input object 1, and a leaf nothing. A selection under `@skip` or
 * `@include` costs what the variables say. A field of an interface without directives of its own costs what the dearest
 * implementation does. Every fragment is compiled once for each list length it is spread under.
 */
export function compileCost(
  options: CostOptions,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostOfOperation {
  const { schema, index } = options;
  const argumentCost = createArgumentCosts(index);
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const compiledFragments = new Map<
    FragmentDefinitionNode,
    Map<SizedFields | undefined, CostTerm>
  >();

  const compileSet = (
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    sized: SizedFields | undefined,
  ): CostTerm => sum(set.selections.map((node) => compileSelection(node, parent, sized)));

  const compileSelection = (
    node: SelectionNode,
    parent: GraphQLCompositeType,
    sized: SizedFields | undefined,
  ): CostTerm =>
    combine([compileInclusion(node), compileIncluded(node, parent, sized)], (times, cost) =>
      times === 0 ? 0 : cost,
    );

  const compileIncluded = (
    node: SelectionNode,
    parent: GraphQLCompositeType,
    sized: SizedFields | undefined,
  ): CostTerm => {
    switch (node.kind) {
      case Kind.FIELD:
        return compileField(node, parent, sized);
      case Kind.INLINE_FRAGMENT:
        return compileSet(node.selectionSet, typeOf(schema, node, parent), sized);
      case Kind.FRAGMENT_SPREAD:
        return compileFragment(fragments.get(node.name.value), parent, sized);
    }
  };

  const compileFragment = (
    fragment: FragmentDefinitionNode | undefined,
    parent: GraphQLCompositeType,
    sized: SizedFields | undefined,
  ): CostTerm => {
    if (fragment === undefined) return 0;
    const bySize = compiledFragments.get(fragment) ?? new Map<SizedFields | undefined, CostTerm>();
    compiledFragments.set(fragment, bySize);
    const known = bySize.get(sized);
    if (known !== undefined) return known;
    const compiled = compileSet(fragment.selectionSet, typeOf(schema, fragment, parent), sized);
    bySize.set(sized, compiled);
    return compiled;
  };

  const compileField = (
    node: FieldNode,
    parent: GraphQLCompositeType,
    sized: SizedFields | undefined,
  ): CostTerm => {
    const field = fieldDefinition(schema, parent, node.name.value);
    const coordinates = coordinatesOf(options, parent, field.name);
    const listSizes = coordinates.flatMap((at) => index.listSizes.get(at) ?? []);
    const ownLength = compileListLength(listSizes, field, node, options.listSize);
    const type = getNamedType(field.type);
    const below =
      node.selectionSet === undefined || !isCompositeType(type)
        ? 0
        : compileSet(node.selectionSet, type, toSizedFields(listSizes, ownLength));
    const weights = coordinates.flatMap((at) => index.weights.get(at) ?? []);
    const weight = weights.length > 0 ? Math.max(...weights) : weightOfType(options, type);
    const length = !isListType(getNullableType(field.type))
      ? 1
      : sized?.names.has(field.name) === true
        ? sized.length
        : (ownLength ?? (type.name.startsWith('__') ? INTROSPECTED : options.listSize));
    return combine(
      [length, below, argumentCost(coordinates, field, node)],
      (times, selected, given) => Math.max(0, times * (weight + selected) + given),
    );
  };

  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0;
  const total = sum([base, compileSet(operation.selectionSet, root, undefined)]);
  return (variables) => evaluate(total, variables);
}

function typeOf(
  schema: GraphQLSchema,
  { typeCondition }: FragmentDefinitionNode | InlineFragmentNode,
  parent: GraphQLCompositeType,
): GraphQLCompositeType {
  const type = typeCondition === undefined ? parent : typeFromAST(schema, typeCondition);
  return isCompositeType(type) ? type : parent;
}

function toSizedFields(
  listSizes: readonly ListSize[],
  length: CostTerm | undefined,
): SizedFields | undefined {
  const names = new Set(listSizes.flatMap(({ sizedFields }) => sizedFields));
  return length === undefined || names.size === 0 ? undefined : { names, length };
}

/** Where directives of a field stand: on the type itself or, where they do not, on what can be behind an interface. */
function coordinatesOf(
  { schema, index }: CostOptions,
  parent: GraphQLCompositeType,
  name: string,
): readonly string[] {
  const own = `${parent.name}.${name}`;
  if (!isAbstractType(parent) || index.weights.has(own) || index.listSizes.has(own)) return [own];
  return [own, ...schema.getPossibleTypes(parent).map((type) => `${type.name}.${name}`)];
}

function weightOfType({ schema, index }: CostOptions, type: GraphQLNamedType): number {
  if (!isCompositeType(type)) return index.weights.get(type.name) ?? 0;
  if (!isAbstractType(type)) return index.weights.get(type.name) ?? 1;
  const weights = schema.getPossibleTypes(type).map(({ name }) => index.weights.get(name) ?? 1);
  return weights.length === 0 ? 1 : Math.max(...weights);
}
