import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { isNamedType } from './named-type.ts';
import { argumentsOf, readDirectiveNames } from './read-directives.ts';

/** How long a list is, as `@listSize` says of the field that gives it (IBM's cost specification, section 3.2). */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments whose value is the length; the largest counts. */
  readonly slicingArguments: readonly string[];
  /** Fields of the returned object whose lists have this length, in place of the field's own. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of costs. */
export interface CostIndex {
  /** `@cost`, by coordinate: a type, `Type.field` (input fields too), `Type.field(argument:)`. */
  readonly weights: ReadonlyMap<string, number>;
  /** `@listSize`, by the field's coordinate. */
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

/** Reads `@cost` and `@listSize`, under whatever names the supergraph links them. */
export function readCost(supergraph: DocumentNode): CostIndex {
  const names = readDirectiveNames(supergraph);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();

  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    for (const node of directives ?? []) {
      const known = names.get(node.name.value);
      if (known === 'cost') {
        const weight = Number(argumentsOf(node)['weight']);
        if (Number.isFinite(weight)) weights.set(coordinate, weight);
      } else if (known === 'listSize') listSizes.set(coordinate, toListSize(argumentsOf(node)));
    }
  };

  for (const definition of supergraph.definitions.filter(isNamedType)) {
    const typeName = definition.name.value;
    note(typeName, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${typeName}.${field.name.value}`;
      note(coordinate, field.directives);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? [])
        note(`${coordinate}(${argument.name.value}:)`, argument.directives);
    }
  }
  return { weights, listSizes };
}

function toListSize(values: Readonly<Record<string, unknown>>): ListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = values;
  return {
    // An untyped literal of an integer is a number or its digits.
    assumedSize:
      assumedSize === undefined || assumedSize === null ? undefined : Number(assumedSize),
    slicingArguments: toNames(slicingArguments),
    sizedFields: toNames(sizedFields),
    // Without a slicing argument there is none to require.
    requireOneSlicingArgument:
      requireOneSlicingArgument !== false && toNames(slicingArguments).length > 0,
  };
}

/** GraphQL's input coercion lets a single item stand for a list. */
function toNames(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map(String);
}
