import { TypeInfo, visit, visitWithTypeInfo, type FieldNode, type GraphQLSchema } from 'graphql';
import { createPlanner, describePlan } from '../federation/planner.ts';
import { readSecurity } from '../federation/read-security.ts';
import { readSupergraph } from '../federation/supergraph.ts';
import { createAuthorizeStage } from '../gateway/authorize/authorize-operation.ts';
import type { AuthorizedOperation } from '../gateway/authorize/authorized-operation.ts';
import { createProgramCompiler } from '../gateway/execute/compile-program.ts';
import { describeProgram } from '../gateway/execute/describe-program.ts';
import { createParseStage } from '../gateway/parse/parse-operation.ts';

export interface OperationQuestion {
  readonly supergraphSdl: string;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who asks; undefined: somebody to whom nothing is denied. */
  readonly held: HeldEntitlements | undefined;
}

export interface HeldEntitlements {
  /** False: without a token. */
  readonly authenticated: boolean;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

/** What becomes of an operation, as texts for people. */
export interface OperationDescription {
  /** What was cut, with the coordinate that denies it. */
  readonly denied: readonly string[];
  /** Apollo's plan. */
  readonly plan: string;
  /** The program that runs it. */
  readonly program: string;
  /** The fields of the response with their types. */
  readonly response: string;
}

/**
 * Takes an operation through the stages up to its program, without a server and without sending anything.
 *
 * @throws ClientError or RefusedRequest - as a gateway refuses the operation; GraphQLError for what is no supergraph.
 */
export function describeOperation(question: OperationQuestion): OperationDescription {
  const supergraph = readSupergraph(question.supergraphSdl);
  const { apiSchema } = supergraph;
  const security = readSecurity(supergraph.document);
  const parse = createParseStage({ apiSchema, security });
  const authorize = createAuthorizeStage({
    schema: apiSchema,
    security: question.held === undefined ? { ...security, ...NOTHING_ASKED } : security,
    onDenied: 'filter',
    requirePurpose: false,
  });
  const parsed = parse({
    method: 'POST',
    query: question.query,
    operationName: question.operationName,
    variables: question.variables,
    extensions: {},
    mediaType: 'application/graphql-response+json',
    language: 'en',
    authorization: null,
    purpose: null,
    caseReference: null,
    explain: null,
    overrides: null,
  });
  const { authenticated = false, scopes = [], policies = [] } = question.held ?? {};
  const caller = {
    authenticated,
    scopes: new Set(scopes),
    policies: new Set(policies),
    rightsKey: '',
    isSubject: false,
  };
  const authorized = authorize(parsed, caller, { purpose: null, caseReference: null });
  return {
    denied: [...new Set(authorized.cut.denied.values())],
    response: describeResponse(apiSchema, authorized),
    ...plan(),
  };

  function plan(): Pick<OperationDescription, 'plan' | 'program'> {
    const nothing = 'Nothing is fetched.';
    if (authorized.document === null) return { plan: nothing, program: nothing };
    const made = createPlanner(supergraph).plan(authorized.document, parsed.operationName);
    const program = createProgramCompiler(supergraph.schema)(made);
    return { plan: describePlan(made), program: describeProgram(program, parsed.variables) };
  }
}

/** As if no field asked anything of its caller. */
const NOTHING_ASKED = { types: new Map(), fields: new Map() };

/** One line a field: where it stands, its type, and whether it is denied. */
function describeResponse(schema: GraphQLSchema, { parsed, cut }: AuthorizedOperation): string {
  const typeInfo = new TypeInfo(schema);
  const lines: string[] = [];
  let depth = 0;
  const describe = (node: FieldNode) => {
    const coordinate = cut.denied.get(node);
    const name = node.alias?.value ?? node.name.value;
    const denied = coordinate === undefined ? '' : `, denied by ${coordinate}`;
    return `${'  '.repeat(depth)}${name}: ${String(typeInfo.getType())}${denied}`;
  };
  visit(
    parsed.document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition: (node) => {
        if (node !== parsed.operation) return false;
        lines.push(node.operation);
        return undefined;
      },
      FragmentDefinition: (node) => {
        lines.push(`fragment ${node.name.value} on ${node.typeCondition.name.value}`);
      },
      FragmentSpread: (node) => {
        lines.push(`${'  '.repeat(depth)}...${node.name.value}`);
      },
      InlineFragment: (node) => {
        const condition = node.typeCondition?.name.value ?? 'any type';
        lines.push(`${'  '.repeat(depth)}... on ${condition}`);
      },
      Field: (node) => {
        lines.push(describe(node));
      },
      SelectionSet: {
        enter: () => {
          depth += 1;
        },
        leave: () => {
          depth -= 1;
        },
      },
    }),
  );
  return lines.join('\n');
}
