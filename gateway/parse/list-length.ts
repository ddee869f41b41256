import { Kind, type FieldNode, type GraphQLField } from 'graphql';
import type { ListSize } from '../../federation/read-cost.ts';
import { badUserInput } from '../../common/errors/errors.ts';
import type { ParsedOperation } from '../operation.ts';
import { combine, type CostTerm } from './cost-term.ts';

type Variables = ParsedOperation['variables'];

/**
 * How long the lists are that a field gives, by its `@listSize`: the largest of its slicing arguments, else the assumed
 * size, else `usual`; of several directives the longest. Undefined where there is no directive.
 *
 * @throws ClientError - `BAD_USER_INPUT`, at once or from the term: exactly one slicing argument is wanted.
 */
export function compileListLength(
  listSizes: readonly ListSize[],
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  usual: number,
): CostTerm | undefined {
  if (listSizes.length === 0) return undefined;
  const terms = listSizes.map((listSize) => compileOne(listSize, field, node, usual));
  return combine(terms, (...lengths) => Math.max(...lengths));
}

function compileOne(
  listSize: ListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  usual: number,
): CostTerm {
  const { slicingArguments, requireOneSlicingArgument, assumedSize = usual } = listSize;
  const slices = slicingArguments.map((name) => compileSlice(name, field, node));
  const toLength = (values: readonly unknown[]): number => {
    const lengths = values.filter((value) => typeof value === 'number');
    if (requireOneSlicingArgument && lengths.length !== 1)
      throw oneSlicingArgument(slicingArguments);
    return lengths.length === 0 ? assumedSize : Math.max(0, ...lengths);
  };
  if (slices.every((slice) => typeof slice !== 'function')) return toLength(slices);
  return (variables) =>
    toLength(slices.map((slice) => (typeof slice === 'function' ? slice(variables) : slice)));
}

/** An argument's value: from the document, else from a variable, else its default. Null says nothing. */
function compileSlice(
  name: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): number | undefined | ((variables: Variables) => unknown) {
  const fallback: unknown = field.args.find((argument) => argument.name === name)?.defaultValue;
  const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (given === undefined) return typeof fallback === 'number' ? fallback : undefined;
  if (given.kind === Kind.INT) return Number(given.value);
  if (given.kind !== Kind.VARIABLE) return undefined;
  const variable = given.name.value;
  return (variables) => (Object.hasOwn(variables, variable) ? variables[variable] : fallback);
}

function oneSlicingArgument(names: readonly string[]) {
  return badUserInput(names.join(', '), {
    en: 'exactly one says how long the list is',
    id: 'harus tepat satu yang menyatakan panjang daftar',
  });
}
