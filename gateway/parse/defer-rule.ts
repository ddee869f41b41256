import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DirectiveNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import type { Bilingual } from '../../common/errors/catalogue.ts';

/**
 * The rules of `@defer`, where the schema has it (incremental delivery RFC of 2022): labels are literal and unique, and
 * neither a mutation's root fields nor anything of a subscription is deferred. `if: false` makes it no deferral.
 */
export function deferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  const report = (node: DirectiveNode, rule: Bilingual) => {
    context.reportError(new GraphQLError(rule.en, { nodes: node, extensions: { rule } }));
  };
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
      for (const node of defersOf(context, operation)) report(node, IN_SUBSCRIPTION);
    },
    Directive(node) {
      if (node.name.value !== 'defer') return;
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (label?.kind === Kind.VARIABLE) report(node, LABEL_IS_STATIC);
      if (label?.kind === Kind.STRING) {
        if (labels.has(label.value)) report(node, LABEL_IS_UNIQUE);
        labels.add(label.value);
      }
      const mutation = context.getSchema().getMutationType();
      if (mutation && context.getParentType() === mutation && !isOff(node)) report(node, ON_ROOT);
    },
  };
}

const LABEL_IS_STATIC: Bilingual = {
  en: 'The label of @defer is a literal string.',
  id: 'Label @defer harus berupa string literal.',
};
const LABEL_IS_UNIQUE: Bilingual = {
  en: 'Each label of @defer is used once in a document.',
  id: 'Setiap label @defer hanya dipakai sekali dalam satu dokumen.',
};
const ON_ROOT: Bilingual = {
  en: 'The root fields of a mutation cannot be deferred.',
  id: 'Field akar mutation tidak dapat ditunda dengan @defer.',
};
const IN_SUBSCRIPTION: Bilingual = {
  en: 'Nothing of a subscription can be deferred.',
  id: 'Bagian subscription tidak dapat ditunda dengan @defer.',
};

function defersOf(context: ValidationContext, operation: OperationDefinitionNode): DirectiveNode[] {
  const fragments = context.getRecursivelyReferencedFragments(operation);
  return [operation, ...fragments]
    .flatMap(({ selectionSet }) => directivesOf(selectionSet))
    .filter((node) => node.name.value === 'defer' && !isOff(node));
}

function directivesOf(set: SelectionSetNode | undefined): readonly DirectiveNode[] {
  return (set?.selections ?? []).flatMap((node) => [
    ...(node.directives ?? []),
    ...(node.kind === Kind.FRAGMENT_SPREAD ? [] : directivesOf(node.selectionSet)),
  ]);
}

function isOff(node: DirectiveNode): boolean {
  const condition = node.arguments?.find(({ name }) => name.value === 'if')?.value;
  return condition?.kind === Kind.BOOLEAN && !condition.value;
}
