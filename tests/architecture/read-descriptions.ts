import {
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  type FieldDefinitionNode,
  type StringValueNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

export interface Described {
  /** `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE` or `Input.field`. */
  readonly coordinate: string;
  /** Undefined where there is no description. */
  readonly text: string | undefined;
}

/** Everything in a schema document that can have a description. The root types' own names say what they are. */
export function readDescriptions(sdl: string): Described[] {
  return parse(sdl).definitions.flatMap((definition) => {
    if (isTypeDefinitionNode(definition)) return [...ofType(definition), ...ofMembers(definition)];
    return isTypeExtensionNode(definition) ? ofMembers(definition) : [];
  });
}

function ofType({ name, description }: TypeDefinitionNode): Described[] {
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(name.value);
  return isRoot ? [] : [described(name.value, description)];
}

function ofMembers(definition: TypeDefinitionNode | TypeExtensionNode): Described[] {
  const type = definition.name.value;
  if ('values' in definition) {
    return (definition.values ?? []).map((value) =>
      described(`${type}.${value.name.value}`, value.description),
    );
  }
  if (!('fields' in definition)) return [];
  return (definition.fields ?? []).flatMap((field) => {
    const coordinate = `${type}.${field.name.value}`;
    const own = described(coordinate, field.description);
    return field.kind === Kind.FIELD_DEFINITION ? [own, ...ofArguments(coordinate, field)] : [own];
  });
}

function ofArguments(coordinate: string, field: FieldDefinitionNode): Described[] {
  return (field.arguments ?? []).map((argument) =>
    described(`${coordinate}(${argument.name.value}:)`, argument.description),
  );
}

function described(coordinate: string, description: StringValueNode | undefined): Described {
  return { coordinate, text: description?.value };
}
