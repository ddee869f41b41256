import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ErrorCode } from '../../common/errors/catalogue.ts';
import { ClientError } from '../../common/errors/errors.ts';

/** What a document may ask for at the most. */
export interface DocumentLimits {
  /** Fields inside fields, fragments followed. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields of one operation's root, fragments followed. */
  readonly rootFields: number;
  /** Fields of one operation in all, each spread of a fragment counted again: what a plan has to look at. */
  readonly selections: number;
  readonly directives: number;
}

/**
 * Refuses a document that asks for more than it may, before it is validated and planned. Every fragment is measured once,
 * however often it is spread, so the check costs no more than the document is long; fragments that spread themselves are
 * left to validation.
 *
 * @throws ClientError - MAX_DEPTH_LIMIT, MAX_ALIASES_LIMIT, MAX_ROOT_FIELDS_LIMIT, MAX_SELECTIONS_LIMIT,
 *   MAX_DIRECTIVES_LIMIT, each with `limit`.
 */
export function checkLimits(document: DocumentNode, limits: DocumentLimits): void {
  const { aliases, directives } = countNodes(document);
  refuseOver('MAX_ALIASES_LIMIT', aliases, limits.aliases);
  refuseOver('MAX_DIRECTIVES_LIMIT', directives, limits.directives);
  const sizes = createMeasure(document);
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, fields, selections } = sizes(node);
    refuseOver('MAX_DEPTH_LIMIT', depth, limits.depth);
    refuseOver('MAX_ROOT_FIELDS_LIMIT', fields, limits.rootFields);
    refuseOver('MAX_SELECTIONS_LIMIT', selections, limits.selections);
  }
}

function refuseOver(code: ErrorCode, count: number, limit: number): void {
  if (count > limit) throw new ClientError(code, { limit });
}

function countNodes(document: DocumentNode): {
  readonly aliases: number;
  readonly directives: number;
} {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field: (node) => {
      if (node.alias !== undefined) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
  });
  return { aliases, directives };
}

interface Size {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields of the outermost level. */
  readonly fields: number;
  /** Fields of all levels. */
  readonly selections: number;
}

const NOTHING: Size = { depth: 0, fields: 0, selections: 0 };

function createMeasure(document: DocumentNode): (node: OperationDefinitionNode) => Size {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const known = new Map<string, Size>();

  const measureFragment = (fragment: FragmentDefinitionNode | undefined): Size => {
    if (fragment === undefined) return NOTHING;
    const name = fragment.name.value;
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    // Met again while it is measured: it spreads itself, which validation refuses.
    known.set(name, NOTHING);
    const size = measureSet(fragment.selectionSet);
    known.set(name, size);
    return size;
  };

  const measureSet = (set: SelectionSetNode | undefined): Size => {
    let depth = 0;
    let fields = 0;
    let selections = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const below = measureSet(selection.selectionSet);
        depth = Math.max(depth, 1 + below.depth);
        fields += 1;
        selections += 1 + below.selections;
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measureSet(selection.selectionSet)
          : measureFragment(fragments.get(selection.name.value));
      depth = Math.max(depth, inner.depth);
      fields += inner.fields;
      selections += inner.selections;
    }
    return { depth, fields, selections };
  };

  return (node) => measureSet(node.selectionSet);
}
