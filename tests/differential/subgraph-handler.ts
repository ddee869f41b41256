import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import {
  execute,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { SubgraphHandler } from '../../gateway/fetch/in-process-transport.ts';
import type { GraphFacts } from './field-facts.ts';
import type { Faults, FetchFault } from './faults.ts';
import type { Subgraph } from './graph.ts';
import { holds, type Thing, type World } from './world.ts';

/** What one execution of a case goes by. */
export interface Occasion {
  readonly world: World;
  /** Undefined where nothing fails. */
  readonly faults: Faults | undefined;
  /** Calls of mutations so far: their order shows in the data. Undefined where some may fail, and are no calls then. */
  calls: number | undefined;
  /** What a subgraph was asked that no right plan asks. */
  readonly complaints: string[];
}

/** The number of a call where it is a mutation that counts them. */
export function nextCall(
  occasion: Occasion,
  isMutation: boolean,
  fieldName: string,
): number | undefined {
  if (occasion.calls === undefined || !isMutation || !fieldName.startsWith('count'))
    return undefined;
  return (occasion.calls += 1);
}

/** An object of the data as a subgraph sees it. */
interface Known extends Thing {
  readonly __typename: string | undefined;
  /** What the gateway sent of the object, or the subgraph itself provides of it. */
  readonly reference?: Readonly<Record<string, unknown>>;
}

/** Serves a subgraph over the data of the occasion. What it is asked is parsed and validated as a server would. */
export function createSubgraphHandler(
  subgraph: Subgraph,
  facts: GraphFacts,
  occasion: () => Occasion,
): SubgraphHandler {
  const schema = buildSubgraphSchema({
    typeDefs: subgraph.typeDefs,
    resolvers: referenceResolvers(subgraph, facts, occasion),
  });
  const toKnown = (value: unknown, provides: SelectionSetNode | undefined): unknown => {
    if (Array.isArray(value)) return value.map((item) => toKnown(item, provides));
    if (!isThing(value)) return value;
    const known = { ...value, __typename: facts.nameIn(subgraph, value.type) };
    return provides === undefined
      ? known
      : { ...known, reference: occasion().world.select(provides, value) };
  };
  const fieldResolver: GraphQLFieldResolver<Known, unknown, Record<string, unknown>> = (
    source,
    args,
    _context,
    info,
  ) => {
    const { world, faults } = occasion();
    const { fieldName, parentType } = info;
    const requires = facts.requiresIn(subgraph, parentType.name, fieldName);
    if (requires !== undefined)
      checkRequired(occasion(), source, fieldName, world.select(requires, source));
    if (faults?.ofField(subgraph.name, source, fieldName) === true) throw fault('FIELD_FAILED');
    const number = nextCall(occasion(), parentType === schema.getMutationType(), fieldName);
    if (number !== undefined) return number;
    return toKnown(
      world.resolve(source, fieldName, args),
      facts.providesIn(subgraph, parentType.name, fieldName),
    );
  };
  return async ({ body }) => {
    const { query, variables } = JSON.parse(body) as SubgraphRequest;
    const { world, faults } = occasion();
    const broken = faults?.ofFetch(subgraph.name, variables);
    if (broken !== undefined) return breakFetch(broken, variables);
    const { document, errors } = readDocument(schema, query);
    if (errors.length > 0) {
      occasion().complaints.push(
        `${subgraph.name} was sent what is not valid: ${errors.join('; ')}: ${query}`,
      );
      return { status: 400, body: JSON.stringify({ errors }) };
    }
    const isMutation = document.definitions.some(
      (node) => 'operation' in node && node.operation === OperationTypeNode.MUTATION,
    );
    const result = await execute({
      schema,
      document,
      rootValue: world.root(isMutation ? 'Mutation' : 'Query'),
      variableValues: variables ?? {},
      fieldResolver,
      typeResolver: (value) => (value as Known).__typename,
    });
    return { status: 200, body: JSON.stringify(result) };
  };
}

interface SubgraphRequest {
  readonly query: string;
  readonly variables?: { readonly representations?: readonly Record<string, unknown>[] };
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && 'node' in value && 'type' in value;
}

function fault(code: string): GraphQLError {
  return new GraphQLError('a fault of the test', { extensions: { code } });
}

/** A reference finds its object by any key that the subgraph has; one that finds none is a fault of the gateway's. */
function referenceResolvers(
  subgraph: Subgraph,
  facts: GraphFacts,
  occasion: () => Occasion,
): GraphQLResolverMap<unknown> {
  const types = Object.values(subgraph.schema.getTypeMap()).filter(
    (type) =>
      (isObjectType(type) || isInterfaceType(type)) && facts.keysIn(subgraph, type.name).length > 0,
  );
  return Object.fromEntries(
    types.map(({ name }) => [
      name,
      {
        __resolveReference(reference: Record<string, unknown>): Known | null {
          const { world, faults, complaints } = occasion();
          const keys = facts.keysIn(subgraph, name);
          const found = world.find(facts.typesBehind(subgraph, name), keys, reference);
          if (found === undefined) {
            if (faults === undefined)
              complaints.push(`${subgraph.name} knows no ${JSON.stringify(reference)}`);
            throw fault('NO_SUCH_ENTITY');
          }
          if (faults?.ofEntity(subgraph.name, found) === true) throw fault('ENTITY_FAILED');
          return { ...found, __typename: facts.nameIn(subgraph, found.type), reference };
        },
      },
    ]),
  );
}

/** A field that requires others is answered only where it got them; what it got may be null after a fault, never wrong or missing. */
function checkRequired(
  { complaints, faults }: Occasion,
  source: Known,
  field: string,
  expected: Readonly<Record<string, unknown>>,
): void {
  if (holds(source.reference, expected)) return;
  const sent = JSON.stringify(source.reference);
  if (faults === undefined || !isExplained(source.reference, expected))
    complaints.push(
      `${source.type}.${field} requires ${JSON.stringify(expected)}, and got ${sent}`,
    );
  throw fault('REQUIRED_IS_MISSING');
}

/** Whether what differs is null: what is missing has its entity skipped, and is never sent. */
function isExplained(received: unknown, expected: unknown): boolean {
  if (received === null || received === expected) return true;
  if (typeof received !== 'object' || typeof expected !== 'object' || expected === null)
    return false;
  return Object.entries(expected).every(([key, value]) =>
    isExplained((received as Record<string, unknown>)[key], value),
  );
}

interface ReadDocument {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

const documents = new WeakMap<GraphQLSchema, Map<string, ReadDocument>>();

/** Engine and stock ask much the same: what one of them asked is parsed once. */
function readDocument(schema: GraphQLSchema, query: string): ReadDocument {
  const known = documents.get(schema) ?? new Map<string, ReadDocument>();
  documents.set(schema, known);
  const found = known.get(query);
  if (found !== undefined) return found;
  const document = parse(query, { noLocation: true });
  const made = { document, errors: validate(schema, document) };
  if (known.size > 20) known.clear();
  known.set(query, made);
  return made;
}

/** A reply that is no answer, in the ways that subgraphs and what is between have. */
function breakFetch(
  kind: FetchFault,
  variables: SubgraphRequest['variables'],
): { readonly status: number; readonly body: string } {
  const errors = [{ message: 'a fault of the test', extensions: { code: 'FETCH_FAILED' } }];
  switch (kind) {
    case 'UNREACHABLE':
      throw new Error('connection refused');
    case 'HTML':
      return { status: 502, body: '<html>Bad Gateway</html>' };
    case 'TRUNCATED':
      return { status: 200, body: '{"data":{"_ent' };
    case 'ERRORS_ALONE':
      return { status: 200, body: JSON.stringify({ errors }) };
    case 'NULL_WITH_ERRORS':
      return { status: 200, body: JSON.stringify({ data: null, errors }) };
    case 'NULL_ALONE':
      return { status: 200, body: '{"data":null}' };
    case 'WRONG_LENGTH': {
      const entities = [...(variables?.representations ?? []), {}].map(() => null);
      return { status: 200, body: JSON.stringify({ data: { _entities: entities } }) };
    }
  }
}
