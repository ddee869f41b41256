import {
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';

/** Under which names selections are fetched, and under which they are answered. */
export interface Aliases {
  /** The document with every alias replaced that could be taken for something else. */
  guard(document: DocumentNode): DocumentNode;
  /** The name that a selection is fetched under. */
  toFetchedName(field: FieldNode): string;
  /** The client's name for a name in fetched data or in a subgraph's path. */
  toResponseName(fetchedName: string): string;
}

/**
 * Guards a client's aliases. The planner joins subgraphs by the names of keys and required fields, and trusts what
 * stands under them: `{ products { id: name } }` would send names as ids. So an alias that is another field's name, or
 * begins or ends as names of the planner's own do, is fetched under a name that no field has.
 */
export function createAliases(
  schema: GraphQLSchema,
  virtualFields: ReadonlyMap<string, { readonly field: string }>,
): Aliases {
  const realNames = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
  const fieldNames = new Set([...realNames, ...virtualFields.keys()]);
  const suffix = freeSuffix(fieldNames);
  const isMistakable = (alias: string): boolean =>
    fieldNames.has(alias) ||
    alias.startsWith('__') ||
    alias.endsWith(suffix) ||
    /__alias_\d+$/.test(alias);
  const toFetchedName = (field: FieldNode): string => {
    const alias = field.alias?.value ?? field.name.value;
    return alias !== field.name.value && isMistakable(alias) ? `${alias}${suffix}` : alias;
  };
  return {
    guard: (document) =>
      visit(document, {
        Field(field) {
          const name = toFetchedName(field);
          if (field.alias === undefined || name === field.alias.value) return undefined;
          return { ...field, alias: { kind: Kind.NAME, value: name } };
        },
      }),
    toFetchedName,
    toResponseName: (name) =>
      virtualFields.get(name)?.field ??
      (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name),
  };
}

/** An ending that no field's name has. */
function freeSuffix(fieldNames: ReadonlySet<string>, suffix = '__as'): string {
  const isTaken = [...fieldNames].some((name) => name.endsWith(suffix));
  return isTaken ? freeSuffix(fieldNames, `${suffix}_`) : suffix;
}
