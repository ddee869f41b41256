import {
  execute,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
} from 'graphql';
import { equalsByKey, isComplete, topNames } from './match-key.ts';
import type { SubgraphRecords } from './read-topic.ts';
import { createSubgraphSchema } from './subgraph-schema.ts';
import { evaluate, type ValueContext } from './values.ts';

/** An object on its way through a subgraph. */
interface Instance {
  readonly typeName: string;
  readonly fields: Record<string, unknown>;
}

export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export type CaseSubgraph = (request: SubgraphRequest) => ExecutionResult;

/** What `$all` says of every record of a type, and `$open` of representations that no record answers to. */
const SETTINGS = new Set(['$all', '$open']);

/**
 * A subgraph made of SDL and records. It is as strict as federation allows: it validates what it is asked, resolves an
 * entity by a key that it declares and by nothing else, and knows of an external field only what the representation or
 * the record under the providing field brings.
 */
export function createCaseSubgraph(
  sdl: string,
  records: SubgraphRecords,
  state: Map<string, unknown[]>,
): CaseSubgraph {
  const subgraph = createSubgraphSchema(sdl);
  const { schema } = subgraph;

  const recordsOf: ValueContext['recordsOf'] = (typeName) => {
    const type = schema.getType(typeName);
    const names = isAbstractType(type)
      ? schema.getPossibleTypes(type).map(({ name }) => name)
      : [typeName];
    return names.flatMap((name) =>
      Object.entries(records[name] ?? {})
        .filter(([label]) => !SETTINGS.has(label))
        .map(([label, record]) => [label, record as Record<string, unknown>] as const),
    );
  };

  const byLabel = new Map<string, Instance>();
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  for (const [typeName, all] of Object.entries(records)) {
    if (schema.getType(typeName) === undefined) throw new Error(`data.yaml: no type "${typeName}"`);
    for (const [label, record] of Object.entries(all)) {
      if (roots.has(typeName) || SETTINGS.has(label)) continue;
      if (byLabel.has(label)) throw new Error(`data.yaml: "${label}" is used twice`);
      byLabel.set(label, { typeName, fields: withDefaults(typeName, record as object) });
    }
  }

  function withDefaults(typeName: string, record: object): Record<string, unknown> {
    return { ...(records[typeName]?.['$all'] as object | undefined), ...record };
  }

  /** Labels become the objects that they stand for, objects become instances. */
  const toInstances = (type: GraphQLOutputType, value: unknown): unknown => {
    if (isNonNullType(type)) return toInstances(type.ofType, value);
    const named = getNamedType(type);
    if (value === null || value instanceof Error || !isCompositeType(named)) return value;
    if (isListType(type))
      return Array.isArray(value) ? value.map((item) => toInstances(type.ofType, item)) : value;
    if (typeof value === 'string') {
      const known = byLabel.get(value);
      if (known === undefined) throw new Error(`data.yaml: no record "${value}"`);
      return known;
    }
    const { __typename: typeName = named.name, ...fields } = value as Record<string, unknown>;
    const instanceOf = String(typeName);
    return { typeName: instanceOf, fields: withDefaults(instanceOf, fields) };
  };

  const resolveField: GraphQLFieldResolver<Instance | undefined, unknown> = (
    source,
    args: Record<string, unknown>,
    _context,
    { parentType, fieldName, returnType },
  ) => {
    if (fieldName === '_entities')
      return (args['representations'] as Record<string, unknown>[]).map(resolveEntity);
    const fields = source?.fields ?? records[parentType.name] ?? {};
    const value = evaluate(fields[fieldName], { fields, args, recordsOf, state });
    if (value === undefined)
      throw new Error(`data.yaml: no value for ${parentType.name}.${fieldName}`);
    return toInstances(returnType, value);
  };

  const recordOf = (label: string) => byLabel.get(label)?.fields;

  const resolveEntity = (representation: Record<string, unknown>): unknown => {
    const typeName = String(representation['__typename']);
    const keys = subgraph.keysOf(typeName).filter((key) => isComplete(key, representation));
    if (keys.length === 0) return new Error(`a representation of ${typeName} with no key`);
    const [label] =
      recordsOf(typeName).find(([, record]) =>
        keys.some((key) => equalsByKey(key, record, representation, recordOf)),
      ) ?? [];
    const known = label === undefined ? openInstance(typeName, representation) : byLabel.get(label);
    if (known === undefined) return null;
    const failure = known.fields['$error'];
    if (failure !== undefined)
      return evaluate({ $error: failure }, { fields: {}, args: {}, recordsOf, state });
    return { ...known, fields: { ...known.fields, ...externalsOf(typeName, representation) } };
  };

  const openInstance = (
    typeName: string,
    representation: Record<string, unknown>,
  ): Instance | undefined => {
    if (records[typeName]?.['$open'] !== true) return undefined;
    const keyNames = new Set(subgraph.keysOf(typeName).flatMap(topNames));
    const fields = Object.entries(representation).filter(([name]) => keyNames.has(name));
    return { typeName, fields: withDefaults(typeName, Object.fromEntries(fields)) };
  };

  const externalsOf = (typeName: string, representation: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(representation).filter(([name]) => subgraph.isExternal(typeName, name)),
    );

  return ({ query, operationName, variables }) => {
    const document = parse(query);
    const faults = validate(schema, document);
    if (faults.length > 0) return { errors: faults };
    const result = execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      fieldResolver: resolveField,
      typeResolver: (value) => (value as Instance).typeName,
    });
    if ('then' in result) throw new Error('records are at hand: nothing is waited for');
    return result;
  };
}
