import {
  coerceInputValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SourceLocation,
  type VariableDefinitionNode,
} from 'graphql';
import type { Bilingual } from '../../common/errors/catalogue.ts';
import { badUserInput } from '../../common/errors/errors.ts';
import { RefusedRequest, type RefusalError } from '../response-error.ts';
import { toBilingualReason } from './to-bilingual-reason.ts';
import { toTypeRule } from './type-rule.ts';

type Variables = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** One rule that a variable's value breaks, at a place inside it. */
type Report = (path: Path, rule: Bilingual) => void;

const MAX_ERRORS = 20;

/**
 * The variables' values, coerced (GraphQL specification, section 6.1.2). Values beside the declared variables are
 * dropped.
 *
 * @throws RefusedRequest - BAD_USER_INPUT for each fault, at most 20: the variable, the place in it, and the rule; never
 *   the value, nor a member's name that the schema does not know.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  sent: Variables,
): Variables {
  const errors: RefusalError[] = [];
  const coerced: Record<string, unknown> = {};
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const locations = locationsOf(definition);
    const value = coerceVariable(schema, definition, sent, (path, rule) => {
      errors.push({ error: badUserInput(`$${name}${printPath(path)}`, rule), ...locations });
    });
    if (value !== undefined) coerced[name] = value;
  }
  const [first, ...others] = errors;
  if (first !== undefined) throw new RefusedRequest([first, ...others.slice(0, MAX_ERRORS - 1)]);
  return coerced;
}

/** The value; undefined where none was sent and there is no default, or where it was reported. */
function coerceVariable(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  sent: Variables,
  report: Report,
): unknown {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  if (!isInputType(type)) throw new Error('validation lets no other variable pass');
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
  if (value === undefined) {
    if (definition.defaultValue !== undefined) return valueFromAST(definition.defaultValue, type);
    if (isNonNullType(type)) {
      report([], {
        en: `a value of type "${String(type)}" is required`,
        id: `nilai bertipe "${String(type)}" wajib ada`,
      });
    }
    return undefined;
  }
  return coerceInputValue(value, type, (path, invalid, error) => {
    report(path, toRule(typeAt(type, path), invalid, error));
  });
}

function toRule(
  type: GraphQLInputType | undefined,
  invalid: unknown,
  error: GraphQLError,
): Bilingual {
  if (type === undefined) {
    return { en: 'the value does not fit its type', id: 'nilainya tidak sesuai dengan tipenya' };
  }
  if (invalid === null || invalid === undefined) {
    return { en: 'null is not allowed', id: 'null tidak diperbolehkan' };
  }
  const named = getNamedType(type);
  if (!isInputObjectType(named)) {
    return toTypeRule(String(type), isEnumType(named) ? named : undefined);
  }
  // An unknown member's name is the client's own text; every other message names the schema's words alone.
  if (!error.message.includes('is not defined by type')) return toBilingualReason(error.message);
  const members = Object.keys(named.getFields()).join(', ');
  return {
    en: `type "${named.name}" has ${members}, and no other member`,
    id: `tipe "${named.name}" hanya punya anggota ${members}`,
  };
}

/** The type that the value at `path` within a value of `type` has to have. */
function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType | undefined {
  return path.reduce<GraphQLInputType | undefined>((outer, part) => {
    const bare: GraphQLInputType | undefined = isNonNullType(outer) ? outer.ofType : outer;
    if (isListType(bare)) return typeof part === 'number' ? bare.ofType : undefined;
    return isInputObjectType(bare) ? bare.getFields()[part]?.type : undefined;
  }, type);
}

function printPath(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
}

function locationsOf(node: VariableDefinitionNode): {
  readonly locations?: readonly SourceLocation[];
} {
  const token = node.loc?.startToken;
  return token === undefined ? {} : { locations: [{ line: token.line, column: token.column }] };
}
