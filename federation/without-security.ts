import { visit, type DirectiveNode, type DocumentNode } from 'graphql';
import { argumentsOf, directivesOf, readDirectiveNames } from './read-directives.ts';

const SECURITY: ReadonlySet<string | undefined> = new Set([
  'authenticated',
  'requiresScopes',
  'policy',
]);

/**
 * A supergraph without its security directives, for `@apollo/gateway`, which refuses them. Whoever executes by it has to be
 * given operations that were authorized before.
 */
export function withoutSecurity(supergraph: DocumentNode): DocumentNode {
  const names = new Set(
    [...readDirectiveNames(supergraph)]
      .filter(([, directive]) => SECURITY.has(directive))
      .map(([name]) => name),
  );
  const drop = (isDropped: boolean) => (isDropped ? null : undefined);
  return visit(supergraph, {
    Directive: (node) => drop(names.has(node.name.value) || linksSecurity(node)),
    DirectiveDefinition: (node) => drop(names.has(node.name.value)),
    // Such as `requiresScopes__Scope`.
    ScalarTypeDefinition: (node) => drop(names.has(node.name.value.split('__')[0] ?? '')),
  });
}

/** `@link(url: "https://specs.apollo.dev/policy/v0.1")`, whatever `@link` is called here. */
function linksSecurity(node: DirectiveNode): boolean {
  const values = argumentsOf(node);
  const url = values['url'] ?? values['feature'];
  return typeof url === 'string' && directivesOf(url).some((directive) => SECURITY.has(directive));
}
