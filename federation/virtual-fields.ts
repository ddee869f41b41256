import {
  Kind,
  print,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import { isFieldsType, type FieldsType } from './supergraph-nodes.ts';

/** A field as one directive selects it, under a name of its own: for the planner alone. */
export interface VirtualField {
  /** The field that it stands for, in every type that has it. */
  readonly field: string;
  /** Its arguments: constants, since a directive knows no variables. */
  readonly arguments: NonNullable<FieldNode['arguments']>;
}

/** What stands in the planner's supergraph for fields that it would take for others. */
export interface VirtualFields {
  /** By name. */
  readonly byName: ReadonlyMap<string, VirtualField>;
  /** What a field requires in a subgraph, virtual fields named; undefined where it requires nothing. */
  readonly requirementOf: (
    subgraph: string,
    typeName: string,
    field: string,
  ) => SelectionSetNode | undefined;
}

/** Names virtual fields, and adds them to a supergraph. */
export interface VirtualFieldNames {
  readonly byName: ReadonlyMap<string, VirtualField>;
  /** The selection under its virtual name, without arguments. The same `key` gives the same name. */
  name(selection: FieldNode, typeName: string, key: string): FieldNode;
  /** The supergraph with a definition of each virtual field where its real one is. */
  addTo(supergraph: DocumentNode): DocumentNode;
}

export function createVirtualFieldNames(types: ReadonlyMap<string, FieldsType>): VirtualFieldNames {
  const taken = new Set(
    [...types.values()].flatMap((type) => (type.fields ?? []).map(({ name }) => name.value)),
  );
  const byName = new Map<string, VirtualField>();
  const known = new Map<string, string>();
  const added = new Map<string, Set<string>>();

  const nameOf = (selection: FieldNode, key: string): string => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const field = selection.name.value;
    let number = known.size;
    while (taken.has(`${field}__rq${number}`)) number += 1;
    const name = `${field}__rq${number}`;
    taken.add(name);
    known.set(key, name);
    byName.set(name, { field, arguments: selection.arguments ?? [] });
    return name;
  };

  return {
    byName,
    name(selection, typeName, key) {
      const name = nameOf(selection, key);
      for (const type of withImplementations(types, typeName))
        added.set(type, (added.get(type) ?? new Set()).add(name));
      const { arguments: _arguments, ...withoutArguments } = selection;
      return { ...withoutArguments, name: { kind: Kind.NAME, value: name } };
    },
    addTo: (supergraph) => ({
      ...supergraph,
      definitions: supergraph.definitions.map((type) =>
        isFieldsType(type) ? addFields(type, added.get(type.name.value), byName) : type,
      ),
    }),
  };
}

/** A field and its arguments, whatever their order. */
export function printCall(selection: FieldNode): string {
  return `${selection.name.value}(${(selection.arguments ?? []).map(print).sort().join()})`;
}

/** The virtual fields have all that the real ones have, but for arguments: they are where those are. */
function addFields<Type extends FieldsType>(
  type: Type,
  names: ReadonlySet<string> | undefined,
  byName: ReadonlyMap<string, VirtualField>,
): Type {
  const fields = type.fields ?? [];
  const added = [...(names ?? [])].flatMap((name): FieldDefinitionNode[] => {
    const real = fields.find((field) => field.name.value === byName.get(name)?.field);
    if (real === undefined) return [];
    const { arguments: _arguments, ...withoutArguments } = real;
    return [{ ...withoutArguments, name: { kind: Kind.NAME, value: name } }];
  });
  return added.length === 0 ? type : { ...type, fields: [...fields, ...added] };
}

/** A type and, of an interface, everything that implements it: what is selected on the one is selected on the others. */
function withImplementations(types: ReadonlyMap<string, FieldsType>, name: string): string[] {
  const implementations = [...types.values()].filter((type) =>
    type.interfaces?.some((each) => each.name.value === name),
  );
  return [name, ...implementations.map((type) => type.name.value)];
}
