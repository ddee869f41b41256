import {
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  Kind,
  type FieldNode,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { ClientError } from '../../common/errors/errors.ts';
import type { Aliases } from '../../federation/planner.ts';
import type { ParsedOperation } from '../operation.ts';
import { fieldDefinition } from '../schema-field.ts';
import { collectFields, type SelectionContext } from './collect-fields.ts';
import { isLeafValue } from './complete-leaf.ts';
import { createDenials, type CutNodes, type Denials } from './denials.ts';
import type { ExecutedPlan } from './execute-plan.ts';
import type { ExecutionError, Failure } from './execution-error.ts';
import { isJsonObject, ownValue, type JsonObject, type ResponsePath } from './json.ts';

export interface ProjectedResponse {
  readonly data: JsonObject | null;
  readonly errors: readonly ExecutionError[];
  /** What was found wrong with the data itself, where no error explains it. */
  readonly valueCompletion: readonly { readonly message: string; readonly path: ResponsePath }[];
}

/** A null in a place that may not be null: the nearest nullable parent becomes null instead. */
const BUBBLE = Symbol('a null that bubbles up');

/**
 * Projects what the plan's fetches brought onto the original operation, with the API schema: fields in the order of the
 * document, keys and required fields dropped, nulls bubbled up, and every null that we know the reason of explained by
 * an error at its path.
 *
 * @param aliases - what the fetches called the client's selections.
 * @param introspect - answers a root `__schema` or `__type` field.
 * @param toDenialError - the error of a field that authorization cut.
 */
export function projectResponse(options: {
  readonly parsed: ParsedOperation;
  readonly cut: CutNodes;
  readonly schema: GraphQLSchema;
  readonly executed: ExecutedPlan;
  readonly aliases: Pick<Aliases, 'toFetchedName' | 'toResponseName'>;
  readonly introspect: (nodes: readonly FieldNode[]) => unknown;
  readonly toDenialError: (coordinate: string) => ClientError;
}): ProjectedResponse {
  const { parsed, schema, executed } = options;
  const rootType = schema.getRootType(parsed.operation.operation);
  if (rootType == null) throw new Error('a valid operation has a root type');
  const projection = new Projection(options);
  const data = projection.projectObject(
    executed.data,
    rootType,
    [parsed.operation.selectionSet],
    [],
  );
  return {
    data: data === BUBBLE ? null : (data as JsonObject),
    errors: projection.finish(),
    valueCompletion: projection.valueCompletion,
  };
}

type Options = Parameters<typeof projectResponse>[0];

class Projection {
  readonly #options: Options;
  readonly #context: SelectionContext;
  readonly #errors: ExecutionError[];
  readonly #told = new Set<Failure>();
  readonly #denials: Denials;
  readonly valueCompletion: { message: string; path: ResponsePath }[] = [];

  constructor(options: Options) {
    const { parsed } = options;
    this.#options = options;
    this.#errors = options.executed.errors.map((each) => ({
      ...each,
      path: this.#toResponsePath(each.path),
    }));
    this.#context = {
      schema: options.schema,
      variables: parsed.variables,
      fragments: new Map(
        parsed.document.definitions.flatMap((node) =>
          node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
        ),
      ),
    };
    this.#denials = createDenials({
      context: this.#context,
      cut: options.cut,
      toDenialError: options.toDenialError,
      report: (error) => this.#errors.push(error),
    });
  }

  /** The errors of the response: the subgraphs', the missing fields', and failures that left out nothing selected. */
  finish(): ExecutionError[] {
    for (const failure of this.#options.executed.failures.all)
      if (!this.#told.has(failure)) this.#tell(failure, this.#toResponsePath(failure.path));
    return this.#errors;
  }

  projectObject(
    source: JsonObject,
    type: GraphQLObjectType,
    sets: readonly NonNullable<FieldNode['selectionSet']>[],
    path: ResponsePath,
  ): unknown {
    const result = Object.create(null) as JsonObject;
    let bubbles = false;
    for (const [name, nodes] of collectFields(this.#context, type, sets)) {
      const value = this.#projectField(source, type, name, nodes, [...path, name]);
      if (value === BUBBLE) bubbles = true;
      else result[name] = value;
    }
    return bubbles ? BUBBLE : result;
  }

  #projectField(
    source: JsonObject,
    parentType: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    path: ResponsePath,
  ): unknown {
    const { cut, schema } = this.#options;
    const [first] = nodes;
    if (first === undefined) return null;
    const field = fieldDefinition(schema, parentType, first.name.value);
    // A denied selection beside an allowed one of the same response name leaves that one alone.
    const allowed = nodes.filter((node) => !cut.denied.has(node));
    if (allowed.length === 0) {
      this.#denials.deny(first, path);
      return isNonNullType(field.type) ? BUBBLE : null;
    }
    if (allowed.every((node) => cut.emptied.has(node))) {
      this.#denials.denyWithin(allowed, field.type, path);
      return isNonNullType(field.type) ? BUBBLE : null;
    }
    // The parent was chosen by what the fetches say it is, an interface object's true type included.
    if (first.name.value === '__typename') return parentType.name;
    if (first.name.value.startsWith('__')) return this.#options.introspect(allowed);
    const fetchedName = this.#options.aliases.toFetchedName(first);
    const value = ownValue(source, fetchedName);
    if (value === undefined) this.#explainMissing(source, fetchedName, path);
    return this.#complete(value, field.type, allowed, path);
  }

  #complete(
    value: unknown,
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    path: ResponsePath,
  ): unknown {
    if (isNonNullType(type)) {
      const completed = this.#complete(value, type.ofType, nodes, path);
      if (completed !== null) return completed;
      // Null further down has been said where it is.
      if (value === null || value === undefined)
        this.#complain('a value that may not be null is null', path);
      return BUBBLE;
    }
    if (value === null || value === undefined) return null;
    if (isListType(type)) return this.#completeList(value, type.ofType, nodes, path);
    if (isLeafType(type)) {
      if (isLeafValue(type, value)) return value;
      this.#complain(`a value is no ${type.name}`, path);
      return null;
    }
    return this.#completeObject(value, type, nodes, path);
  }

  #completeList(
    value: unknown,
    itemType: GraphQLOutputType,
    nodes: readonly FieldNode[],
    path: ResponsePath,
  ): unknown {
    if (!Array.isArray(value)) {
      this.#complain('a value is no list', path);
      return null;
    }
    const items = value.map((item: unknown, index) =>
      this.#complete(item, itemType, nodes, [...path, index]),
    );
    return items.includes(BUBBLE) ? null : items;
  }

  #completeObject(
    value: unknown,
    type: GraphQLNamedOutputType,
    nodes: readonly FieldNode[],
    path: ResponsePath,
  ): unknown {
    const objectType = isJsonObject(value) ? this.#runtimeType(value, type) : undefined;
    if (objectType === undefined || !isJsonObject(value)) {
      // The type is not named: it may be one that clients must not know of.
      this.#complain('a value is no object of a known type', path);
      return null;
    }
    const sets = nodes.flatMap((node) =>
      node.selectionSet === undefined ? [] : [node.selectionSet],
    );
    const object = this.projectObject(value, objectType, sets, path);
    return object === BUBBLE ? null : object;
  }

  #runtimeType(value: JsonObject, type: GraphQLNamedOutputType): GraphQLObjectType | undefined {
    const { schema } = this.#options;
    const named =
      typeof value['__typename'] === 'string' ? schema.getType(value['__typename']) : undefined;
    if (isAbstractType(type))
      return isObjectType(named) && schema.isSubType(type, named) ? named : undefined;
    return isObjectType(type) ? type : undefined;
  }

  /** A field that no fetch brought: its object's failed fetch is the reason, where there was one. */
  #explainMissing(source: JsonObject, name: string, path: ResponsePath): void {
    const failure = this.#options.executed.failures.of(source, name);
    if (failure !== undefined) this.#tell(failure, path);
  }

  #toResponsePath(path: ResponsePath): ResponsePath {
    const { aliases } = this.#options;
    return path.map((part) => (typeof part === 'string' ? aliases.toResponseName(part) : part));
  }

  #tell(failure: Failure, path: ResponsePath): void {
    this.#told.add(failure);
    this.#errors.push({ error: failure.error, extensions: failure.extensions, path });
  }

  #complain(message: string, path: ResponsePath): void {
    this.valueCompletion.push({ message, path });
  }
}
