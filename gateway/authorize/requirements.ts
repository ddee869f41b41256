import {
  isAbstractType,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Requirement, SecurityIndex } from '../../federation/read-security.ts';

/** What a caller holds, as far as directives ask for it. */
export interface Entitlements {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

export function isMet(requirement: Requirement, held: Entitlements): boolean {
  const holds = (alternatives: readonly (readonly string[])[], names: ReadonlySet<string>) =>
    alternatives.some((all) => all.every((name) => names.has(name)));
  // A scope implies a verified token: an anonymous caller holds none.
  return (
    (!requirement.authenticated || held.authenticated) &&
    requirement.scopes.every((alternatives) => holds(alternatives, held.scopes)) &&
    requirement.policies.every((alternatives) => holds(alternatives, held.policies))
  );
}

/** What selecting a field asks of its caller. */
export interface Requirements {
  /** Every requirement of selecting `fieldName` on `parentType`; empty where it is open. */
  ofField(
    parentType: GraphQLCompositeType,
    fieldName: string,
    returnType: GraphQLNamedType,
  ): readonly Requirement[];
  /** Alternatives for reaching an object of this type at all: one set a possible type. */
  ofType(type: GraphQLNamedType): readonly (readonly Requirement[])[];
}

/**
 * Derives requirements from a supergraph's directives. A field asks what it, its parent type and its return type ask.
 * On an interface it asks in addition what every possible type and its implementation of the field ask, since any of
 * them may be behind it (GHSA-x33c-7c2v-mrj9); on a union likewise.
 */
export function createRequirements(schema: GraphQLSchema, security: SecurityIndex): Requirements {
  const ownTypes = (type: GraphQLNamedType): readonly string[] =>
    isAbstractType(type)
      ? [type.name, ...schema.getPossibleTypes(type).map(({ name }) => name)]
      : [type.name];

  const ofType = (type: GraphQLNamedType): readonly (readonly Requirement[])[] => {
    if (!isAbstractType(type)) return [present([security.types.get(type.name)])];
    const possibleTypes = schema.getPossibleTypes(type);
    // Nothing is behind an interface that no type implements, so nothing behind it is guarded.
    if (possibleTypes.length === 0) return [present([security.types.get(type.name)])];
    return possibleTypes.map((possible) => present([security.types.get(possible.name)]));
  };

  return {
    ofType,
    ofField(parentType, fieldName, returnType) {
      const parents = ownTypes(parentType);
      return present([
        ...parents.map((name) => security.types.get(name)),
        ...parents.map((name) => security.fields.get(`${name}.${fieldName}`)),
        isAbstractType(returnType) ? undefined : security.types.get(returnType.name),
      ]);
    },
  };
}

function present(requirements: readonly (Requirement | undefined)[]): Requirement[] {
  return requirements.filter((requirement) => requirement !== undefined);
}
