import {
  getNamedType,
  isInputObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import type { CostIndex } from '../../federation/read-cost.ts';
import { sum, type CostTerm } from './cost-term.ts';

/** What an argument or an input field weighs, and what stands in it. */
interface Place {
  readonly weight: number | undefined;
  readonly type: GraphQLInputType;
}

/** What the arguments of a field cost, as they are given. A field stands at several coordinates below an interface: the dearest counts. */
export type ArgumentCost = (
  coordinates: readonly string[],
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
) => CostTerm;

/** An input object weighs 1 unless it says otherwise, everything else nothing; a list costs its own weight and its items'. */
export function createArgumentCosts(index: CostIndex): ArgumentCost {
  const placeAt = (coordinates: readonly string[], type: GraphQLInputType): Place => {
    const weights = coordinates.flatMap((at) => index.weights.get(at) ?? []);
    return {
      type,
      weight:
        weights.length > 0 ? Math.max(...weights) : index.weights.get(getNamedType(type).name),
    };
  };

  const ofNode = (node: ValueNode, place: Place): CostTerm => {
    switch (node.kind) {
      case Kind.VARIABLE: {
        // Most arguments are scalars that weigh nothing, whatever their value.
        if (place.weight === undefined && !isInputObjectType(getNamedType(place.type))) return 0;
        const name = node.name.value;
        return (variables) => ofValue(variables[name], place);
      }
      case Kind.LIST:
        return sum([place.weight ?? 0, ...node.values.map((item) => ofNode(item, place))]);
      case Kind.OBJECT:
        return sum([
          place.weight ?? 1,
          ...node.fields.map((member) =>
            ofMember(place.type, member.name.value, member.value, ofNode),
          ),
        ]);
      case Kind.NULL:
        return 0;
      default:
        return place.weight ?? 0;
    }
  };

  const ofValue = (value: unknown, place: Place): number => {
    if (value === undefined || value === null) return 0;
    if (Array.isArray(value))
      return (value as unknown[]).reduce<number>(
        (total, item) => total + ofValue(item, place),
        place.weight ?? 0,
      );
    if (typeof value !== 'object' || !isInputObjectType(getNamedType(place.type)))
      return place.weight ?? 0;
    return Object.entries(value).reduce<number>(
      (total, [name, member]) => total + ofMember(place.type, name, member, ofValue),
      place.weight ?? 1,
    );
  };

  const ofMember = <V, C extends CostTerm>(
    type: GraphQLInputType,
    name: string,
    value: V,
    of: (value: V, place: Place) => C,
  ): C | 0 => {
    const named = getNamedType(type);
    const member = isInputObjectType(named) ? named.getFields()[name] : undefined;
    return member === undefined ? 0 : of(value, placeAt([`${named.name}.${name}`], member.type));
  };

  return (coordinates, field, node) =>
    sum(
      (node.arguments ?? []).map(({ name, value }) => {
        const argument = field.args.find((known) => known.name === name.value);
        if (argument === undefined) return 0;
        const places = coordinates.map((at) => `${at}(${name.value}:)`);
        return ofNode(value, placeAt(places, argument.type));
      }),
    );
}
