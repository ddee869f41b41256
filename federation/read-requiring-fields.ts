import { Kind, type DocumentNode } from 'graphql';

/** The coordinates of the fields that require others in some subgraph: `@join__field(requires:)`. */
export function readRequiringFields(supergraph: DocumentNode): ReadonlySet<string> {
  return new Set(
    supergraph.definitions.flatMap((type) => {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION)
        return [];
      const requiring = (type.fields ?? []).filter(({ directives = [] }) =>
        directives.some((each) => each.arguments?.some(({ name }) => name.value === 'requires')),
      );
      return requiring.map(({ name }) => `${type.name.value}.${name.value}`);
    }),
  );
}
