import { Kind, visit } from 'graphql';
import { badUserInput } from '../../common/errors/errors.ts';
import type { ParsedOperation } from '../operation.ts';

/** What fetches call the lists of entities that they ask a subgraph for, and the values that contexts set. */
const RESERVED_VARIABLE = /^(representations\d*|contextualArgument_\w*)$/;

/**
 * Refuses variables that no plan can be run with, before anything is fetched.
 *
 * @throws ClientError - `BAD_USER_INPUT` for a variable named as those are that fetches have of their own
 *   (`representations`); and for an explicit null in `@skip`, `@include` or `@defer`, which a default lets validation
 *   pass.
 */
export function refuseVariables(parsed: ParsedOperation): void {
  const definitions = parsed.operation.variableDefinitions ?? [];
  const names = definitions.map((definition) => definition.variable.name.value);
  const reserved = names.find((name) => RESERVED_VARIABLE.test(name));
  if (reserved !== undefined) {
    throw badUserInput(`$${reserved}`, {
      en: 'the name is used between the gateway and the subgraphs; choose another',
      id: 'nama ini dipakai antara gateway dan subgraf; pilih nama lain',
    });
  }
  const nulls = new Set(names.filter((name) => parsed.variables[name] === null));
  if (nulls.size > 0) refuseNullConditions(parsed, nulls);
}

const CONDITIONAL: ReadonlySet<string> = new Set(['skip', 'include', 'defer']);

function refuseNullConditions(parsed: ParsedOperation, nulls: ReadonlySet<string>): void {
  visit(parsed.document, {
    Directive(directive) {
      if (!CONDITIONAL.has(directive.name.value)) return;
      for (const { value } of directive.arguments ?? []) {
        if (value.kind !== Kind.VARIABLE || !nulls.has(value.name.value)) continue;
        throw badUserInput(`$${value.name.value}`, {
          en: 'a value of type "Boolean!" is required',
          id: 'diperlukan nilai bertipe "Boolean!"',
        });
      }
    },
  });
}
