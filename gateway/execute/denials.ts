import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
} from 'graphql';
import type { ClientError } from '../../common/errors/errors.ts';
import { fieldDefinition } from '../schema-field.ts';
import { isIncluded, type SelectionContext } from './collect-fields.ts';
import type { ExecutionError } from './execution-error.ts';
import type { ResponsePath } from './json.ts';

/** What authorization cut: nodes of the operation's own document. */
export interface CutNodes {
  readonly denied: ReadonlyMap<FieldNode, string>;
  readonly emptied: ReadonlySet<FieldNode>;
}

/** Reports what authorization cut. */
export interface Denials {
  /** One error a denied selection: at its path, or beneath a list at the list's, with the selection named. */
  deny(node: FieldNode, path: ResponsePath): void;
  /** What was denied beneath a field of which nothing was left to fetch; at the least, one error that explains its null. */
  denyWithin(nodes: readonly FieldNode[], type: GraphQLOutputType, path: ResponsePath): void;
}

export function createDenials(options: {
  readonly context: SelectionContext;
  readonly cut: CutNodes;
  readonly toDenialError: (coordinate: string) => ClientError;
  readonly report: (error: ExecutionError) => void;
}): Denials {
  const { context, cut, toDenialError, report } = options;
  const saidOfLists = new Set<string>();

  const say = (coordinate: string, path: ResponsePath): void => {
    const error = toDenialError(coordinate);
    const index = path.findIndex((part) => typeof part === 'number');
    if (index < 0) {
      report({ error, path, extensions: {} });
      return;
    }
    const selection = path.map((part) => (typeof part === 'number' ? '@' : part)).join('.');
    const key = `${coordinate} ${selection}`;
    if (saidOfLists.has(key)) return;
    saidOfLists.add(key);
    report({ error, path: path.slice(0, index), extensions: { selection } });
  };

  const deny = (node: FieldNode, path: ResponsePath): boolean => {
    const coordinate = cut.denied.get(node);
    if (coordinate !== undefined) say(coordinate, path);
    return coordinate !== undefined;
  };

  const visitWithin = (node: FieldNode, type: GraphQLOutputType, path: ResponsePath): boolean => {
    const itemPath = [...path, ...listIndices(type)];
    const told = fieldsBelow(context, node, type).map(({ node: below, parentType }) => {
      const belowPath = [...itemPath, below.alias?.value ?? below.name.value];
      if (!cut.emptied.has(below)) return deny(below, belowPath);
      return visitWithin(
        below,
        fieldDefinition(context.schema, parentType, below.name.value).type,
        belowPath,
      );
    });
    return told.includes(true);
  };

  return {
    deny,
    denyWithin(nodes, type, path) {
      const told = nodes.map((node) => visitWithin(node, type, path));
      if (told.includes(true)) return;
      const coordinate = nodes.map((node) => firstDenied(context, cut, node, type)).find(Boolean);
      if (coordinate !== undefined) say(coordinate, path);
    },
  };
}

/** A stand-in index for each list around a type: nothing of it was fetched, so there are no real ones. */
function listIndices(type: GraphQLOutputType): number[] {
  if (isNonNullType(type)) return listIndices(type.ofType);
  return isListType(type) ? [0, ...listIndices(type.ofType)] : [];
}

interface FieldBelow {
  readonly node: FieldNode;
  readonly parentType: GraphQLCompositeType;
}

/** All fields selected right below a field, whatever type they are for. */
function fieldsBelow(
  context: SelectionContext,
  node: FieldNode,
  type: GraphQLOutputType,
  included: typeof isIncluded = isIncluded,
): FieldBelow[] {
  const visit = (set: FieldNode['selectionSet'], parentType: unknown): FieldBelow[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (!included(context, selection) || !isCompositeType(parentType)) return [];
      if (selection.kind === Kind.FIELD) return [{ node: selection, parentType }];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : context.fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const ofType = condition === undefined ? parentType : context.schema.getType(condition);
      return visit(fragment?.selectionSet, ofType);
    });
  return visit(node.selectionSet, getNamedType(type));
}

/** Where conditions left out all that was denied: the first of it, since it was the reason not to fetch the field. */
function firstDenied(
  context: SelectionContext,
  cut: CutNodes,
  node: FieldNode,
  type: GraphQLOutputType,
): string | undefined {
  for (const { node: below, parentType } of fieldsBelow(context, node, type, () => true)) {
    const coordinate =
      cut.denied.get(below) ??
      firstDenied(
        context,
        cut,
        below,
        fieldDefinition(context.schema, parentType, below.name.value).type,
      );
    if (coordinate !== undefined) return coordinate;
  }
  return undefined;
}
