import { Kind, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import type { ClientError } from '../../common/errors/errors.ts';
import type { Aliases } from '../../federation/planner.ts';
import type { ParsedOperation } from '../operation.ts';
import type { SelectionContext } from './collect-fields.ts';
import { compileProjection } from './compile-projection.ts';
import { conditionVariables } from './condition-variables.ts';
import { createDenials, type CutNodes, type Denials } from './denials.ts';
import {
  BUBBLE,
  type ProjectPart,
  type Projection,
  type ProjectionListener,
} from './projection.ts';
import type { ExecutedPlan } from './run-program.ts';
import type { ExecutionError } from './execution-error.ts';
import { createFailurePlaces } from './failure-places.ts';
import { isJsonObject, ownValue, setOwn, type JsonObject, type ResponsePath } from './json.ts';
import { rememberRecent } from './remember-recent.ts';
import { createResponsePaths } from './response-paths.ts';

export interface ProjectedResponse {
  readonly data: JsonObject | null;
  readonly errors: readonly ExecutionError[];
  /** What was found wrong with the data itself, where no error explains it. */
  readonly valueCompletion: readonly { readonly message: string; readonly path: ResponsePath }[];
  /** Parts of its objects that come later. */
  readonly deferred?: readonly DeferredObject[];
}

/** A part of one object that is projected later. */
export interface DeferredObject {
  /** The parse stage's: by it the plan says when the part has been fetched. */
  readonly label: string;
  readonly path: ResponsePath;
  readonly project: ProjectPart;
}

export interface ProjectionRequest {
  readonly parsed: ParsedOperation;
  readonly cut: CutNodes;
  readonly schema: GraphQLSchema;
  readonly executed: ExecutedPlan;
  /** What the fetches called the client's selections. */
  readonly aliases: Pick<Aliases, 'toFetchedName' | 'toResponseName'>;
  /** Interfaces that some subgraph knows as objects. */
  readonly interfaceObjects: ReadonlySet<string>;
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
  const projection = projectionOf(request, context);
  const projector = createProjector(request, context);
  const response = projector.project([], (listener) => projection(request.executed.data, listener));
  if (request.executed.failures.isEmpty) return response;
  return { ...response, errors: [...response.errors, ...projector.toErrors(response.data)] };
}

/**
 * Projects deferred parts, of one label, of what was projected before. What was denied beneath a list is told once. The
 * errors of what was fetched stand with the first part, whichever they belong to.
 */
export function projectParts(
  request: ProjectionRequest,
  parts: readonly DeferredObject[],
): readonly ProjectedResponse[] {
  const projector = createProjector(request, toContext(request));
  const responses = parts.map((part) => projector.project(part.path, part.project));
  const placed = responses.map(({ data }, index) => ({ data, path: parts[index]?.path ?? [] }));
  const errors = projector.toErrors(toTree(placed));
  return responses.map((response, index) =>
    index > 0 ? response : { ...response, errors: [...response.errors, ...errors] },
  );
}

interface Projector {
  project(at: ResponsePath, project: ProjectPart): ProjectedResponse;
  /** What failed fetches left out of everything that was projected. */
  toErrors(data: unknown): readonly ExecutionError[];
}

/** Projects objects, and notes what it finds on its way. */
function createProjector(request: ProjectionRequest, context: SelectionContext): Projector {
  const toResponsePath = createResponsePaths(
    context.fragments,
    request.parsed.operation.selectionSet,
    request.aliases,
  );
  const { failures } = request.executed;
  const failurePlaces = createFailurePlaces(failures, {
    toResponsePath,
    toResponseName: request.aliases.toResponseName,
  });
  let errors: ExecutionError[] = request.executed.errors.map((each) => ({
    ...each,
    path: toResponsePath(each.path),
  }));
  let denials: Denials | undefined;
  const denialsOf = () =>
    (denials ??= createDenials({
      context,
      cut: request.cut,
      toDenialError: request.toDenialError,
      report: (error) => errors.push(error),
    }));

  return {
    project(at, project) {
      const valueCompletion: { message: string; path: ResponsePath }[] = [];
      const deferred: DeferredObject[] = [];
      const path: (string | number)[] = [...at];
      const listener: ProjectionListener = {
        path,
        // A field that no fetch brought: its object's failed fetch is the reason, where there was one.
        missing(source, name, rise) {
          if (!failures.isEmpty) failurePlaces.missing(source, name, { path: [...path], rise });
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
        deferred(label, later) {
          deferred.push({ label, path: [...path], project: later });
        },
      };
      const projected = project(listener);
      const data = projected === BUBBLE ? null : (projected as JsonObject);
      const found = errors;
      errors = [];
      const response = { data, errors: found, valueCompletion };
      return deferred.length === 0 ? response : { ...response, deferred };
    },
    toErrors: (data) => failurePlaces.toErrors(data),
  };
}

/** Parts in the places that they have in the response, with nothing around them. */
function toTree(
  parts: readonly { readonly data: unknown; readonly path: ResponsePath }[],
): unknown {
  const root: JsonObject = {};
  for (const { data, path } of parts) {
    const last = path.at(-1);
    if (last === undefined) return data;
    let place = root;
    for (const step of path.slice(0, -1)) {
      const next = ownValue(place, String(step));
      const inner = isJsonObject(next) ? next : {};
      setOwn(place, String(step), inner);
      place = inner;
    }
    setOwn(place, String(last), data);
  }
  return root;
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
const projections = new WeakMap<CutNodes, ReturnType<typeof rememberRecent<Projection>>>();

/** How many sets of values are remembered for one operation; a document has few conditions as a rule. */
const MAX_VARIANTS = 64;

function projectionOf(request: ProjectionRequest, context: SelectionContext): Projection {
  const { parsed, cut, schema, aliases, interfaceObjects } = request;
  const remember = projections.get(cut) ?? rememberRecent<Projection>(MAX_VARIANTS);
  projections.set(cut, remember);
  const key = conditionVariables(parsed.document)
    .map((name) => String(parsed.variables[name]))
    .join();
  return remember(key, () => {
    const rootType = schema.getRootType(parsed.operation.operation);
    if (rootType == null) throw new Error('a valid operation has a root type');
    const { selectionSet } = parsed.operation;
    return compileProjection({ context, cut, aliases, interfaceObjects, rootType, selectionSet });
  });
}
