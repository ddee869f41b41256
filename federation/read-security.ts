import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { isNamedType } from './named-type.ts';
import { argumentsOf, readDirectiveNames, type KnownDirective } from './read-directives.ts';

/**
 * What a type or a field asks of its caller. Each entry of `scopes` and `policies` is one directive's argument, a
 * disjunction of conjunctions (`[["a", "b"], ["c"]]`: a and b, or c); all entries must hold.
 */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: readonly (readonly (readonly string[])[])[];
  readonly policies: readonly (readonly (readonly string[])[])[];
}

/** The security directives and the tags of a supergraph, by type name and by coordinate (`Type.field`). */
export interface SecurityIndex {
  readonly types: ReadonlyMap<string, Requirement>;
  readonly fields: ReadonlyMap<string, Requirement>;
  /** Tags of types, fields (`Type.field`), input fields and arguments (`Type.field(argument:)`). */
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads `@authenticated`, `@requiresScopes`, `@policy` and `@tag`, under whatever names the supergraph links them. */
export function readSecurity(supergraph: DocumentNode): SecurityIndex {
  const names = readDirectiveNames(supergraph);
  const types = new Map<string, Requirement>();
  const fields = new Map<string, Requirement>();
  const tags = new Map<string, ReadonlySet<string>>();

  const note = (
    coordinate: string,
    directives: readonly ConstDirectiveNode[] | undefined,
    into: Map<string, Requirement>,
  ) => {
    const used = (directives ?? []).flatMap((node) => {
      const known = names.get(node.name.value);
      return known === undefined ? [] : [{ known, values: argumentsOf(node) }];
    });
    const requirement = toRequirement(used);
    if (requirement !== undefined) into.set(coordinate, both(into.get(coordinate), requirement));
    const tagNames = used.flatMap(({ known, values }) =>
      known === 'tag' && typeof values['name'] === 'string' ? [values['name']] : [],
    );
    if (tagNames.length > 0)
      tags.set(coordinate, new Set([...(tags.get(coordinate) ?? []), ...tagNames]));
  };

  for (const definition of supergraph.definitions.filter(isNamedType)) {
    const typeName = definition.name.value;
    note(typeName, definition.directives, types);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${typeName}.${field.name.value}`;
      note(coordinate, field.directives, fields);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? []) {
        note(`${coordinate}(${argument.name.value}:)`, argument.directives, fields);
      }
    }
  }
  return { types, fields, tags };
}

function toRequirement(
  used: readonly {
    readonly known: KnownDirective;
    readonly values: Readonly<Record<string, unknown>>;
  }[],
): Requirement | undefined {
  const listsOf = (directive: KnownDirective, argument: string) =>
    used
      .filter(({ known }) => known === directive)
      .map(({ values }) => toDisjunction(values[argument]));
  const requirement = {
    authenticated: used.some(({ known }) => known === 'authenticated'),
    scopes: listsOf('requiresScopes', 'scopes'),
    policies: listsOf('policy', 'policies'),
  };
  const asksNothing =
    !requirement.authenticated && requirement.scopes.length + requirement.policies.length === 0;
  return asksNothing ? undefined : requirement;
}

/** What two places ask together: of a type and of its extension. */
function both(known: Requirement | undefined, added: Requirement): Requirement {
  if (known === undefined) return added;
  return {
    authenticated: known.authenticated || added.authenticated,
    scopes: [...known.scopes, ...added.scopes],
    policies: [...known.policies, ...added.policies],
  };
}

/** A list of lists of names; GraphQL's input coercion lets a single item stand for a list. */
function toDisjunction(value: unknown): string[][] {
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  return items.map((item) => (Array.isArray(item) ? item : [item]).map(String));
}
