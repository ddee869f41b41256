import {
  GraphQLError,
  Kind,
  isEnumType,
  getNamedType,
  specifiedRules,
  validate,
  ValuesOfCorrectTypeRule,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { isBilingual, type Bilingual } from '../../common/errors/catalogue.ts';
import { badUserInput, ClientError } from '../../common/errors/errors.ts';
import { RefusedRequest, type RefusalError } from '../response-error.ts';
import { deferRule } from './defer-rule.ts';
import { toBilingualReason } from './to-bilingual-reason.ts';
import { toTypeRule } from './type-rule.ts';

/** More errors of one document are not told. */
const MAX_ERRORS = 20;

const RULES: readonly ValidationRule[] = [
  ...specifiedRules.map((rule) =>
    rule === ValuesOfCorrectTypeRule ? valuesWithoutLiterals : rule,
  ),
  deferRule,
];

/**
 * @throws RefusedRequest - GRAPHQL_VALIDATION_FAILED, or BAD_USER_INPUT where a literal does not fit its argument, each
 *   with its place; at most 20. No message repeats a literal.
 */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): void {
  const [first, ...others] = findErrors(schema, document);
  if (first === undefined) return;
  // The last of too many says only that there are too many.
  const rest = others.slice(0, MAX_ERRORS - 1);
  throw new RefusedRequest([toRefusal(first), ...rest.map(toRefusal)]);
}

function findErrors(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, RULES, { maxErrors: MAX_ERRORS });
  } catch (error) {
    // So graphql-js refuses a condition at a subscription's root that it cannot decide; its message may repeat a literal.
    if (!(error instanceof GraphQLError)) throw error;
    const { nodes } = error;
    return [
      new GraphQLError(UNDECIDED.en, { nodes: nodes ?? null, extensions: { rule: UNDECIDED } }),
    ];
  }
}

const UNDECIDED = {
  en: "A condition at a subscription's root is a literal true or false.",
  id: 'Syarat pada akar subscription berupa literal true atau false.',
};

function toRefusal(error: GraphQLError): RefusalError {
  const { argument, rule } = error.extensions;
  const reason = isBilingual(rule) ? rule : toBilingualReason(error.message);
  return {
    error:
      typeof argument === 'string'
        ? badUserInput(argument, reason)
        : new ClientError('GRAPHQL_VALIDATION_FAILED', { reason }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
  };
}

/** The rule of the specification, section 5.6.1, with messages that name the type that is expected and not what was found. */
function valuesWithoutLiterals(context: ValidationContext): ASTVisitor {
  const reporting = Object.create(context, {
    reportError: {
      value: (error: GraphQLError) => {
        context.reportError(withoutLiteral(error, context));
      },
    },
  }) as ValidationContext;
  return ValuesOfCorrectTypeRule(reporting);
}

function withoutLiteral(error: GraphQLError, context: ValidationContext): GraphQLError {
  const node = error.nodes?.[0];
  // These messages consist of names of the schema and of the document alone.
  const namesOnly = error.message.startsWith('Field "') || node?.kind === Kind.OBJECT_FIELD;
  const rule = namesOnly ? toBilingualReason(error.message) : expectationOf(context.getInputType());
  const argument = context.getArgument()?.name;
  return new GraphQLError(rule.en, {
    nodes: error.nodes ?? null,
    extensions: { rule, ...(argument === undefined ? {} : { argument }) },
  });
}

function expectationOf(type: GraphQLInputType | null | undefined): Bilingual {
  if (type === undefined || type === null) {
    return { en: 'a value of another type is expected', id: 'diharapkan nilai bertipe lain' };
  }
  const named = getNamedType(type);
  return toTypeRule(String(type), isEnumType(named) ? named : undefined);
}
