import {
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Aliases } from '../../federation/planner.ts';
import { fieldDefinition } from '../schema-field.ts';
import { collectFields, type DeferredSets, type SelectionContext } from './collect-fields.ts';
import { coerceLeaf, leafTest } from './complete-leaf.ts';
import type { CutNodes } from './denials.ts';
import { dependOnObjectType } from './depend-on-object-type.ts';
import { projectFields, type PlainLeaf } from './project-fields.ts';
import type { JsonObject } from './json.ts';
import {
  BUBBLE,
  type ProjectObject,
  type Projection,
  type ProjectionListener,
} from './projection.ts';

/** Completes one field's value as its type says. */
type Complete = (value: unknown, listener: ProjectionListener) => unknown;

/** What is selected on objects of one type: at once, and later. */
interface ProjectedFields {
  readonly project: ProjectObject;
  readonly deferred: readonly { readonly label: string; readonly fields: ProjectedFields }[];
}

/**
 * Compiles the projection of an operation, for one set of values of the variables that its `@skip` and `@include` depend
 * on. Which fields an object of each type has is worked out once, when the first such object is met.
 */
export function compileProjection(options: {
  readonly context: SelectionContext;
  readonly cut: CutNodes;
  /** What the fetches called the client's selections. */
  readonly aliases: Pick<Aliases, 'toFetchedName'>;
  /** Interfaces that some subgraph knows as objects: it cannot say of which type one is. */
  readonly interfaceObjects: ReadonlySet<string>;
  readonly rootType: GraphQLObjectType;
  readonly selectionSet: SelectionSetNode;
}): Projection {
  const { context, cut } = options;
  const { schema } = context;

  /** @param rise - how many steps a null of the object itself bubbles up. */
  const compileFields = (
    type: KnownType,
    sets: readonly SelectionSetNode[],
    rise: number,
  ): ProjectedFields => {
    const deferred: DeferredSets = new Map();
    const groups = [...collectFields(context, type, sets, deferred)];
    return {
      project: projectFields(
        groups.map(([name, nodes]) => ({
          name,
          project: at(name, compileField(type, nodes, rise)),
          leaf: plainLeaf(type, nodes),
        })),
      ),
      deferred: [...deferred].map(([label, later]) => ({
        label,
        // It is a part of its own: no null of it leaves it.
        fields: compileFields(type, later, 0),
      })),
    };
  };

  const plainLeaf = (parentType: KnownType, nodes: readonly FieldNode[]): PlainLeaf | undefined => {
    const [first] = nodes;
    if (first === undefined || first.name.value.startsWith('__')) return undefined;
    if (nodes.some((node) => cut.denied.has(node))) return undefined;
    const { type } = fieldDefinition(schema, parentType, first.name.value);
    const leaf = getNullableType(type);
    if (!isLeafType(leaf)) return undefined;
    const fetchedName = options.aliases.toFetchedName(first);
    // What every object inherits is no value of its own.
    if (fetchedName in Object.prototype) return undefined;
    return { fetchedName, isValue: leafTest(leaf) };
  };

  const compileField = (
    parentType: KnownType,
    nodes: readonly FieldNode[],
    parentRise: number,
  ): ProjectObject => {
    const [first] = nodes;
    if (first === undefined) return () => null;
    const fieldName = first.name.value;
    const { type } = fieldDefinition(schema, parentType, fieldName);
    const nothing = isNonNullType(type) ? BUBBLE : null;
    // A denied selection beside an allowed one of the same response name leaves that one alone.
    const allowed = nodes.filter((node) => !cut.denied.has(node));
    if (allowed.length === 0) {
      return (_source, listener) => {
        listener.denied(first);
        return nothing;
      };
    }
    if (allowed.every((node) => cut.emptied.has(node))) {
      return (_source, listener) => {
        listener.emptied(allowed, type);
        return nothing;
      };
    }
    // The parent was chosen by what the fetches say it is; of an interface, the type is never asked for here.
    if (fieldName === '__typename') return () => parentType.name;
    if (fieldName.startsWith('__')) return (_source, listener) => listener.introspect(allowed);
    const rise = riseOf(type, parentRise);
    return compileValue(
      options.aliases.toFetchedName(first),
      rise,
      compileType(type, allowed, rise),
    );
  };

  const compileType = (
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    rise: number,
  ): Complete => {
    if (isNonNullType(type)) return compileNonNull(compileType(type.ofType, nodes, rise));
    if (isListType(type))
      return compileList(compileType(type.ofType, nodes, riseOf(type.ofType, rise)));
    if (isLeafType(type)) return compileLeaf(type);
    return compileObject(type, nodes, rise);
  };

  const compileObject = (
    type: GraphQLNamedOutputType,
    nodes: readonly FieldNode[],
    rise: number,
  ): Complete => {
    const sets = nodes.flatMap((node) =>
      node.selectionSet === undefined ? [] : [node.selectionSet],
    );
    if (isObjectType(type)) {
      let fields: ProjectedFields | undefined;
      return (value, listener) => {
        if (value === null || value === undefined) return null;
        if (typeof value !== 'object' || Array.isArray(value)) return refuseObject(listener);
        fields ??= compileFields(type, sets, rise);
        const object = projectObject(value as JsonObject, fields, listener);
        return object === BUBBLE ? null : object;
      };
    }
    const fieldsByType = new Map<KnownType, ProjectedFields>();
    const fieldsOf = (objectType: KnownType) => {
      const known = fieldsByType.get(objectType);
      if (known !== undefined) return known;
      const made = compileFields(objectType, sets, rise);
      fieldsByType.set(objectType, made);
      return made;
    };
    const runtimeType = compileRuntimeType(type);
    const dependent = new Map<GraphQLInterfaceType, boolean>();
    const dependsOn = (known: GraphQLInterfaceType): boolean => {
      const depends = dependent.get(known) ?? dependOnObjectType(context, known, sets);
      dependent.set(known, depends);
      return depends;
    };
    return (value, listener) => {
      if (value === null || value === undefined) return null;
      const isObject = typeof value === 'object' && !Array.isArray(value);
      const objectType = isObject ? runtimeType(value as JsonObject) : undefined;
      if (objectType === undefined) return refuseObject(listener);
      if (isInterfaceType(objectType) && dependsOn(objectType)) {
        listener.missing(value as JsonObject, '__typename', rise);
        return refuseObject(listener);
      }
      const object = projectObject(value as JsonObject, fieldsOf(objectType), listener);
      return object === BUBBLE ? null : object;
    };
  };

  const compileRuntimeType = (type: GraphQLNamedOutputType) => {
    const known = new Map<unknown, KnownType>(
      isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => [each.name, each]) : [],
    );
    for (const each of interfaceObjectsOf(schema, options.interfaceObjects, type)) {
      known.set(each.name, each);
      // Where only its own fields are selected, an interface object is not asked for its type.
      if (each === type) known.set(undefined, each);
    }
    return (value: JsonObject): KnownType | undefined => known.get(value['__typename']);
  };

  const rootFields = compileFields(options.rootType, [options.selectionSet], 0);
  return (data, listener) => projectObject(data, rootFields, listener);
}

/** The type is not named: it may be one that clients must not know of. */
function refuseObject(listener: ProjectionListener): null {
  listener.complain('a value is no object of a known type');
  return null;
}

/** What an object is known to be: its type, or for an interface object of which no more is known its interface. */
type KnownType = GraphQLObjectType | GraphQLInterfaceType;

/** The interface objects that a value of this type may be. */
function interfaceObjectsOf(
  schema: GraphQLSchema,
  names: ReadonlySet<string>,
  type: GraphQLNamedOutputType,
): GraphQLInterfaceType[] {
  return [...names]
    .map((name) => schema.getType(name))
    .filter(isInterfaceType)
    .filter((each) => each === type || (isAbstractType(type) && schema.isSubType(type, each)));
}

function projectObject(
  source: JsonObject,
  { project, deferred }: ProjectedFields,
  listener: ProjectionListener,
): unknown {
  const result = project(source, listener);
  if (result === BUBBLE) return BUBBLE;
  for (const each of deferred)
    listener.deferred(each.label, (later) => projectObject(source, each.fields, later));
  return result;
}

/** How many steps a null of a field or an item bubbles up, where one of what it stands in bubbles up `outer`. */
function riseOf(type: GraphQLOutputType, outer: number): number {
  return isNonNullType(type) ? outer + 1 : 0;
}

/** Projects at the path of a response name. */
function at(name: string, project: ProjectObject): ProjectObject {
  return (source, listener) => {
    listener.path.push(name);
    const value = project(source, listener);
    listener.path.pop();
    return value;
  };
}

/** Reads a field. Names that every object inherits (`constructor`) are looked up as own properties alone. */
function compileValue(name: string, rise: number, complete: Complete): ProjectObject {
  const isInherited = name in Object.prototype;
  return (source, listener) => {
    const value = isInherited && !Object.hasOwn(source, name) ? undefined : source[name];
    if (value === undefined) listener.missing(source, name, rise);
    return complete(value, listener);
  };
}

function compileNonNull(complete: Complete): Complete {
  return (value, listener) => {
    const completed = complete(value, listener);
    if (completed !== null) return completed;
    // Null further down has been said where it is.
    if (value === null || value === undefined)
      listener.complain('a value that may not be null is null');
    return BUBBLE;
  };
}

function compileList(complete: Complete): Complete {
  return (value, listener) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) {
      listener.complain('a value is no list');
      return null;
    }
    const { path } = listener;
    const items = new Array<unknown>(value.length);
    let bubbles = false;
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      const item = complete(value[index], listener);
      path.pop();
      items[index] = item;
      if (item === BUBBLE) bubbles = true;
    }
    return bubbles ? null : items;
  };
}

function compileLeaf(type: GraphQLLeafType): Complete {
  const isValue = leafTest(type);
  return (value, listener) => {
    if (value === null || value === undefined) return null;
    const coerced = isValue(value) ? value : coerceLeaf(type, value);
    if (coerced !== undefined) return coerced;
    listener.complain(`a value is no ${type.name}`);
    return null;
  };
}
