import {
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
} from 'graphql';

/** The federation directives that the gateway acts on, by their names in the specifications. */
export type KnownDirective =
  'authenticated' | 'requiresScopes' | 'policy' | 'tag' | 'cost' | 'listSize';

/** Which known directives a specification defines, by where it is found; any version. */
const SPECIFICATIONS: Readonly<Record<string, readonly KnownDirective[]>> = {
  'https://specs.apollo.dev/authenticated': ['authenticated'],
  'https://specs.apollo.dev/requiresScopes': ['requiresScopes'],
  'https://specs.apollo.dev/policy': ['policy'],
  'https://specs.apollo.dev/tag': ['tag'],
  'https://specs.apollo.dev/cost': ['cost', 'listSize'],
};

/**
 * The names under which a supergraph uses the known directives. A `@link` may rename one (`as:`, or an `import` with
 * `as`), so a directive is known by its link, never by its spelling (GHSA-g8jh-vg5j-4h3f).
 */
export function readDirectiveNames(supergraph: DocumentNode): ReadonlyMap<string, KnownDirective> {
  const names = new Map<string, KnownDirective>();
  for (const link of supergraph.definitions.filter(isSchemaNode).flatMap((node) => linksOf(node))) {
    const identity = toIdentity(link.url) ?? '';
    for (const known of SPECIFICATIONS[identity] ?? [])
      names.set(link.imports.get(`@${known}`) ?? toDefaultName(known, identity, link), known);
  }
  return names;
}

/** The known directives that a link's URL specifies, whatever its version; none for any other. */
export function directivesOf(link: string): readonly KnownDirective[] {
  return SPECIFICATIONS[toIdentity(link) ?? ''] ?? [];
}

/**
 * What an element is called that is not imported (https://specs.apollo.dev/link/v1.0): the specification's name stands
 * before it, unless it bears that name itself.
 */
function toDefaultName(known: KnownDirective, identity: string, { as }: Link): string {
  const name = identity.slice(identity.lastIndexOf('/') + 1);
  return known === name ? (as ?? name) : `${as ?? name}__${known}`;
}

/**
 * A specification's identity: its URL without version, query, fragment and user, in the spelling of the URL standard.
 * Federation's own reader takes URLs so; one that it knows and we did not would leave its directives unread.
 */
function toIdentity(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  return `${url.origin}${url.pathname.replace(/\/[^/]*$/, '')}`;
}

interface Link {
  readonly url: string;
  readonly as: string | undefined;
  /** `@name` in the specification → the name used here, without `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

function isSchemaNode(
  node: DocumentNode['definitions'][number],
): node is SchemaDefinitionNode | SchemaExtensionNode {
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;
}

/** The links of a schema; `@link` itself may be renamed, so any directive with a specification's `url` counts (`@core(feature:)` included). */
function linksOf(node: SchemaDefinitionNode | SchemaExtensionNode): Link[] {
  return (node.directives ?? []).flatMap((directive) => {
    const values = argumentsOf(directive);
    const url = values['url'] ?? values['feature'];
    if (typeof url !== 'string') return [];
    return [
      {
        url,
        as: typeof values['as'] === 'string' ? values['as'] : undefined,
        imports: readImports(values['import']),
      },
    ];
  });
}

function readImports(value: unknown): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const item of Array.isArray(value) ? (value as unknown[]) : []) {
    if (typeof item === 'string') imports.set(item, item.replace(/^@/, ''));
    else if (typeof item === 'object' && item !== null) {
      const { name, as } = item as { name?: unknown; as?: unknown };
      if (typeof name === 'string')
        imports.set(name, (typeof as === 'string' ? as : name).replace(/^@/, ''));
    }
  }
  return imports;
}

/** A directive's arguments as plain values. */
export function argumentsOf(
  directive: DirectiveNode | ConstDirectiveNode,
): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [
      argument.name.value,
      valueFromASTUntyped(argument.value),
    ]),
  );
}
