import { Kind, parse, visit, type ASTNode, type DocumentNode, type SelectionNode } from 'graphql';
import type { Case } from './bench.ts';
import { pruneOperation, type Operation } from './prune-operation.ts';

/**
 * Makes a case smaller for as long as it still fails: it takes away selections, conditions, arguments, aliases and
 * fragments of the operation, then data and faults, one at a time. What is left needs all that it has.
 *
 * @param stillFails - whether a smaller case shows the same; a case that is not valid does not.
 */
export async function shrink(
  given: Case,
  stillFails: (smaller: Case) => Promise<boolean>,
): Promise<Case> {
  let smallest = given;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (let index = 0; ; index += 1) {
      const candidates = smallerOperations(smallest);
      const candidate = candidates[index];
      if (candidate === undefined) break;
      if (!(await stillFails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      // What stood after it has moved up.
      index -= 1;
    }
  }
  for (const change of simplerData) {
    const candidate = change(smallest);
    if (candidate !== undefined && (await stillFails(candidate))) smallest = candidate;
  }
  return smallest;
}

const simplerData: readonly ((given: Case) => Case | undefined)[] = [
  (given) => ({ ...given, world: { ...given.world, nullPercent: 0 } }),
  (given) => ({ ...given, world: { ...given.world, maxItems: 1 } }),
  (given) => ({ ...given, world: { ...given.world, entities: 1 } }),
  ({ faults, ...given }) =>
    faults === undefined ? undefined : { ...given, faults: { ...faults, fetchPercent: 0 } },
  ({ faults, ...given }) =>
    faults === undefined ? undefined : { ...given, faults: { ...faults, entityPercent: 0 } },
  ({ faults, ...given }) =>
    faults === undefined ? undefined : { ...given, faults: { ...faults, fieldPercent: 0 } },
];

/** One document for each thing that could be left out or simplified, in the order of the document: large things first. */
function smallerOperations(given: Case): Case[] {
  const document = parse(given.query, { noLocation: true });
  const places: ASTNode[] = [];
  visit(document, { enter: (node) => void places.push(node) });
  const operations = places.flatMap((place) =>
    simplerNodes(document, place).map((replacement) => {
      const changed = visit(document, {
        enter: (node) => (node === place ? replacement : undefined),
      });
      return pruneOperation(dropEmpty(changed), given.variables);
    }),
  );
  return operations.filter(isComplete).map((operation) => ({ ...given, ...operation }));
}

/** Nothing may be left of an operation: then it is none. */
function isComplete({ query }: Operation): boolean {
  try {
    parse(query);
    return true;
  } catch {
    return false;
  }
}

/** Null leaves a node out; several selections take the place of one. */
function simplerNodes(document: DocumentNode, node: ASTNode): (ASTNode | null)[] {
  switch (node.kind) {
    case Kind.FIELD:
      return [null, ...(node.alias === undefined ? [] : [without(node, 'alias')])];
    case Kind.INLINE_FRAGMENT:
      return [null, ...(node.typeCondition === undefined ? [] : [without(node, 'typeCondition')])];
    case Kind.FRAGMENT_SPREAD:
      return [null, ...inlined(document, node)];
    case Kind.DIRECTIVE:
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return [null];
    case Kind.VARIABLE_DEFINITION:
      return node.defaultValue === undefined ? [] : [without(node, 'defaultValue')];
    default:
      return [];
  }
}

function without(node: ASTNode, key: string): ASTNode {
  const kept = Object.entries(node).filter(([name]) => name !== key);
  return Object.fromEntries(kept) as unknown as ASTNode;
}

function inlined(
  document: DocumentNode,
  spread: Extract<SelectionNode, { readonly kind: Kind.FRAGMENT_SPREAD }>,
): ASTNode[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === spread.name.value
      ? [
          {
            kind: Kind.INLINE_FRAGMENT,
            typeCondition: node.typeCondition,
            directives: spread.directives,
            selectionSet: node.selectionSet,
          } as ASTNode,
        ]
      : [],
  );
}

/** A fragment without conditions that says nothing gives way to what is in it; a selection of nothing goes. */
function dropEmpty(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(node) {
        const selections = node.selections.flatMap((each) =>
          each.kind === Kind.INLINE_FRAGMENT &&
          each.typeCondition === undefined &&
          (each.directives ?? []).length === 0
            ? each.selectionSet.selections
            : [each],
        );
        return { ...node, selections };
      },
    },
    Field: { leave: (node) => (node.selectionSet?.selections.length === 0 ? null : undefined) },
    InlineFragment: {
      leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined),
    },
  });
}
