import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';

import { readSecurity } from '../../../federation/read-security.ts';
import { withoutSecurity } from '../../../federation/without-security.ts';

const SUPERGRAPH = `schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "mustLogIn", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
{ query: Query }
directive @mustLogIn on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @policy(policies: [[policy__Policy!]!]!) on FIELD_DEFINITION
directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on FIELD_DEFINITION
scalar policy__Policy
scalar requiresScopes__Scope
scalar join__FieldSet
type Query @mustLogIn {
  one: Int @requiresScopes(scopes: [["a"]])
  two: Int @policy(policies: [["b"]]) @inaccessible
}`;

describe('a supergraph for an engine that refuses security directives', () => {
  it('has none of them, under whatever names, and everything else', () => {
    const stripped = withoutSecurity(parse(SUPERGRAPH));
    expect(print(stripped)).toBe(
      print(
        parse(`schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
{ query: Query }
scalar join__FieldSet
type Query {
  one: Int
  two: Int @inaccessible
}`),
      ),
    );
    expect(readSecurity(stripped).fields.size + readSecurity(stripped).types.size).toBe(0);
  });
});
