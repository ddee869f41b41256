import type { ParsedOperation } from '../operation.ts';

type Variables = ParsedOperation['variables'];

/** A part of an operation's cost: known from the document alone, or once there are variables. */
export type CostTerm = number | ((variables: Variables) => number);

export function evaluate(term: CostTerm, variables: Variables): number {
  return typeof term === 'number' ? term : term(variables);
}

/** The sum; what is known of it is added up at once. */
export function sum(terms: readonly CostTerm[]): CostTerm {
  const known = terms.reduce<number>(
    (total, term) => (typeof term === 'number' ? total + term : total),
    0,
  );
  const open = terms.filter((term) => typeof term !== 'number');
  if (open.length === 0) return known;
  return (variables) => open.reduce((total, term) => total + term(variables), known);
}

/** What `combine` makes of the terms' values: at once where all are known. */
export function combine<const T extends readonly CostTerm[]>(
  terms: T,
  of: (...values: { readonly [K in keyof T]: number }) => number,
): CostTerm {
  const valuesOf = (variables: Variables) =>
    terms.map((term) => evaluate(term, variables)) as { readonly [K in keyof T]: number };
  if (terms.every((term) => typeof term === 'number')) return of(...valuesOf({}));
  return (variables) => of(...valuesOf(variables));
}
