import {
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { NOTHING } from '../empty-selection.ts';
import type { AuthorizedOperation } from '../authorize/authorized-operation.ts';

/**
 * Decides `@skip` and `@include` before planning, in documents that have a condition and select a field with
 * `@requires`, and in mutations of which a root field is under a condition; all others are left as they are. The planner
 * fetches what a field under a condition requires under the same condition, and asks for it of every entity of the fetch:
 * where the condition leaves it out, the entities would be skipped, and what else the fetch brings would silently be
 * null. And a root field that is selected twice, once under a condition, it would run twice. The price is a plan for each
 * combination of values.
 *
 * @param requiring - coordinates of the fields that require others.
 */
export function withDecidedConditions<Rest extends readonly unknown[], Planned>(
  plan: (authorized: AuthorizedOperation, ...rest: Rest) => Planned,
  {
    schema,
    requiring,
  }: { readonly schema: GraphQLSchema; readonly requiring: ReadonlySet<string> },
): (authorized: AuthorizedOperation, ...rest: Rest) => Planned {
  const known = new WeakMap<DocumentNode, readonly string[] | null>();
  const conditionsOf = (document: DocumentNode): readonly string[] | null => {
    const remembered = known.get(document);
    if (remembered !== undefined) return remembered;
    const isNeeded =
      hasConditionalMutation(document) || requiresUnderCondition(schema, requiring, document);
    const made = isNeeded ? conditionVariables(document) : null;
    known.set(document, made);
    return made;
  };
  return (authorized, ...rest) => {
    const { document, documentHash, parsed } = authorized;
    const names = document === null ? null : conditionsOf(document);
    if (document === null || names === null) return plan(authorized, ...rest);
    const values = names.map((name) => `${name}=${String(parsed.variables[name])}`);
    const decided = {
      ...authorized,
      document: decide(document, parsed.variables),
      documentHash: [documentHash, ...values].join(' '),
    };
    return plan(decided, ...rest);
  };
}

function hasConditionalMutation(document: DocumentNode): boolean {
  const isConditional = (selection: SelectionNode): boolean =>
    (selection.directives ?? []).some((each) => conditionOf(each) !== undefined) ||
    (selection.kind !== Kind.FIELD && setOf(selection).some(isConditional));
  const setOf = (fragment: Exclude<SelectionNode, FieldNode>): readonly SelectionNode[] => {
    if (fragment.kind === Kind.INLINE_FRAGMENT) return fragment.selectionSet.selections;
    const definition = document.definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === fragment.name.value,
    );
    return definition?.kind === Kind.FRAGMENT_DEFINITION ? definition.selectionSet.selections : [];
  };
  return document.definitions.some(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION &&
      node.operation === OperationTypeNode.MUTATION &&
      node.selectionSet.selections.some(isConditional),
  );
}

function requiresUnderCondition(
  schema: GraphQLSchema,
  requiring: ReadonlySet<string>,
  document: DocumentNode,
): boolean {
  if (requiring.size === 0) return false;
  const found = { condition: false, requires: false };
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive({ name }) {
        if (name.value === 'skip' || name.value === 'include') found.condition = true;
      },
      Field({ name }) {
        const parent = types.getParentType();
        if (
          parent != null &&
          coordinates(schema, parent.name, name.value).some((each) => requiring.has(each))
        )
          found.requires = true;
      },
    }),
  );
  return found.condition && found.requires;
}

/** A field of an interface may be any of its types' fields. */
function coordinates(schema: GraphQLSchema, typeName: string, field: string): string[] {
  const type = schema.getType(typeName);
  const related = isInterfaceType(type)
    ? schema.getPossibleTypes(type)
    : isObjectType(type)
      ? type.getInterfaces()
      : [];
  return [typeName, ...related.map(({ name }) => name)].map((name) => `${name}.${field}`);
}

function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = conditionOf(node);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** What `@skip` or `@include` depends on; undefined for other directives. */
function conditionOf({ name, arguments: given = [] }: DirectiveNode) {
  return name.value === 'skip' || name.value === 'include' ? given[0]?.value : undefined;
}

function decide(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentNode {
  const isTrue = (directive: DirectiveNode): boolean => {
    const value = conditionOf(directive);
    if (value?.kind === Kind.VARIABLE) return variables[value.name.value] === true;
    return value?.kind === Kind.BOOLEAN && value.value;
  };
  const isIncluded = (directive: DirectiveNode): boolean =>
    conditionOf(directive) === undefined ||
    isTrue(directive) === (directive.name.value === 'include');
  const enter = (node: SelectionNode): SelectionNode | null | undefined => {
    const directives = node.directives ?? [];
    if (directives.length === 0) return undefined;
    if (!directives.every(isIncluded)) return null;
    return { ...node, directives: directives.filter((each) => conditionOf(each) === undefined) };
  };
  return visit(document, {
    Field: { enter },
    InlineFragment: { enter },
    FragmentSpread: { enter },
    SelectionSet: {
      leave: (node) =>
        node.selections.length > 0 ? undefined : { ...node, selections: [NOTHING] },
    },
  });
}
