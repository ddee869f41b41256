import { Kind, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import type { ClientError } from '../../common/errors/errors.ts';
import type { Aliases } from '../../federation/planner.ts';
import type { ParsedOperation } from '../operation.ts';
import type { SelectionContext } from './collect-fields.ts';
import {
  BUBBLE,
  compileProjection,
  type Projection,
  type ProjectionListener,
} from './compile-projection.ts';
import { conditionVariables } from './condition-variables.ts';
import { createDenials, type CutNodes, type Denials } from './denials.ts';
import type { ExecutedPlan } from './execute-plan.ts';
import type { ExecutionError, Failure } from './execution-error.ts';
import type { JsonObject, ResponsePath } from './json.ts';

export interface ProjectedResponse {
  readonly data: JsonObject | null;
  readonly errors: readonly ExecutionError[];
  /** What was found wrong with the data itself, where no error explains it. */
  readonly valueCompletion: readonly { readonly message: string; readonly path: ResponsePath }[];
}

export interface ProjectionRequest {
  readonly parsed: ParsedOperation;
  readonly cut: CutNodes;
  readonly schema: GraphQLSchema;
  readonly executed: ExecutedPlan;
  /** What the fetches called the client's selections. */
  readonly aliases: Pick<Aliases, 'toFetchedName' | 'toResponseName'>;
  /** Answers a root `__schema` or `__type` field. */
  readonly introspect: (nodes: readonly FieldNode[]) => unknown;
  /** The error of a field that authorization cut. */
  readonly toDenialError: (coordinate: string) => ClientError;
}

/**
 * Projects what the plan's fetches brought onto the original operation, with the API schema: fields in the order of the
 * document, keys and required fields dropped, nulls bubbled up, and every null that we know the reason of explained by
 * an error at its path.
 */
export function projectResponse(request: ProjectionRequest): ProjectedResponse {
  const context = toContext(request);
  const toResponsePath = (path: ResponsePath): ResponsePath =>
    path.map((part) => (typeof part === 'number' ? part : request.aliases.toResponseName(part)));
  const errors: ExecutionError[] = request.executed.errors.map((each) => ({
    ...each,
    path: toResponsePath(each.path),
  }));
  const valueCompletion: { message: string; path: ResponsePath }[] = [];
  const { failures } = request.executed;
  const told = new Set<Failure>();
  const tell = (failure: Failure, path: ResponsePath) => {
    told.add(failure);
    errors.push({ error: failure.error, extensions: failure.extensions, path });
  };
  let denials: Denials | undefined;
  const denialsOf = () =>
    (denials ??= createDenials({
      context,
      cut: request.cut,
      toDenialError: request.toDenialError,
      report: (error) => errors.push(error),
    }));

  const path: (string | number)[] = [];
  const listener: ProjectionListener = {
    path,
    // A field that no fetch brought: its object's failed fetch is the reason, where there was one.
    missing(source, name) {
      const failure = failures.of(source, name);
      if (failure !== undefined) tell(failure, [...path]);
    },
    denied(node) {
      denialsOf().deny(node, [...path]);
    },
    emptied(nodes, type) {
      denialsOf().denyWithin(nodes, type, [...path]);
    },
    complain(message) {
      valueCompletion.push({ message, path: [...path] });
    },
    introspect: request.introspect,
  };
  const data = projectionOf(request, context)(request.executed.data, listener);
  for (const failure of failures.all)
    if (!told.has(failure)) tell(failure, toResponsePath(failure.path));
  return { data: data === BUBBLE ? null : (data as JsonObject), errors, valueCompletion };
}

function toContext({ parsed, schema }: ProjectionRequest): SelectionContext {
  return { schema, variables: parsed.variables, fragments: fragmentsOf(parsed.document) };
}

const fragmentsByDocument = new WeakMap<DocumentNode, SelectionContext['fragments']>();

function fragmentsOf(document: DocumentNode): SelectionContext['fragments'] {
  const known = fragmentsByDocument.get(document);
  if (known !== undefined) return known;
  const made = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  fragmentsByDocument.set(document, made);
  return made;
}

/** By what was cut of which operation, then by the values of the variables that decide what is selected. */
const projections = new WeakMap<CutNodes, Map<string, Projection>>();

/** How many sets of values are remembered for one operation; a document has few conditions as a rule. */
const MAX_VARIANTS = 64;

function projectionOf(request: ProjectionRequest, context: SelectionContext): Projection {
  const { parsed, cut, schema, aliases } = request;
  const variants = projections.get(cut) ?? new Map<string, Projection>();
  projections.set(cut, variants);
  const key = conditionVariables(parsed.document)
    .map((name) => String(parsed.variables[name]))
    .join();
  const known = variants.get(key);
  if (known !== undefined) return known;
  const rootType = schema.getRootType(parsed.operation.operation);
  if (rootType == null) throw new Error('a valid operation has a root type');
  const made = compileProjection({
    context,
    cut,
    aliases,
    rootType,
    selectionSet: parsed.operation.selectionSet,
  });
  if (variants.size >= MAX_VARIANTS) variants.clear();
  variants.set(key, made);
  return made;
}
