import { parse, print, type DocumentNode } from 'graphql';
import { createAliases } from '../../federation/guard-aliases.ts';
import { expandConditions } from '../../federation/expand-conditions.ts';
import type { Bench, Case, Verdict } from './bench.ts';
import type { Difference } from './compare-answers.ts';
import { flattenMutations } from '../../federation/flatten-mutations.ts';
import { wrapConditions } from '../../federation/wrap-conditions.ts';
import { dropConditions } from './drop-conditions.ts';
import { pruneOperation } from './prune-operation.ts';
import { resolveConditions } from './resolve-conditions.ts';

/** Who may differ from the monolith. */
export type Candidate = 'engine' | 'stock';

interface Explanation {
  readonly bench: Bench;
  readonly given: Case;
  readonly verdict: Verdict;
  readonly candidate: Candidate;
  readonly difference: Difference;
}

/** A fault that is known, and how to tell that a difference is due to it. */
export interface KnownFault {
  readonly name: string;
  /** Whose it is; the planner's is shared by all who use it, until it is mended. */
  readonly of: 'stock' | 'planner';
  readonly why: string;
  explains(explanation: Explanation): boolean | Promise<boolean>;
}

/**
 * The faults that are known. Where a fault can be avoided by writing the operation another way, the predicate does just
 * that: the difference is due to the fault if it is gone then. Each has a case in `found/` that shows it.
 */
export const knownFaults: readonly KnownFault[] = [
  {
    name: 'a-condition-within-an-interface-object',
    of: 'stock',
    why: 'the planner asserts where a fragment on another abstract type is spread in an interface object',
    explains: ({ verdict, candidate }) =>
      verdict.answers[candidate].errors?.some(({ message }) =>
        // Stock's own errors may be without one.
        (message as string | undefined)?.includes('We should have an edge from'),
      ) === true,
  },
  {
    name: 'an-alias-that-shadows-a-field',
    of: 'stock',
    why: 'an alias that is the name of a key or a required field stands in for it',
    explains: (explanation) => isGone(explanation, toGuarded),
  },
  {
    name: 'conditions-right-within-conditions',
    of: 'stock',
    why: 'a field under a condition is not fetched where all that is selected of it is left out, and is null instead of empty',
    explains: (explanation) => isGone(explanation, toWrapped),
  },
  {
    name: 'a-condition-on-what-is-required',
    of: 'stock',
    why: 'what a field under @skip or @include requires is fetched under that condition, and without it the whole entity is skipped',
    explains: (explanation) => isGone(explanation, toUnconditional),
  },
  {
    name: 'the-name-of-an-interface-object-replaces-the-type',
    of: 'stock',
    why: 'a subgraph that has an interface as an object answers __typename by the interface, and what was known before is lost',
    explains: ({ bench, given }) => {
      const fetched = bench
        .plan(given.query)
        .matchAll(/=>\s*\{\s*\.\.\. on (\w+)[^{]*\{\s*__typename/g);
      return [...fetched].some(([, type = '']) => bench.supergraph.interfaceObjects.has(type));
    },
  },
  {
    name: 'arguments-of-what-is-required',
    of: 'stock',
    why: 'a field that is required with arguments is mistaken for the one that the client selects with others',
    explains: ({ bench, given }) => /__rq\d/.test(bench.plan(given.query)),
  },
  {
    name: 'requirements-of-an-interface-object-and-of-one-of-its-types',
    of: 'stock',
    why: 'what one type requires is asked of all objects of the interface, a key that one type has of none of the others, and objects of other types are sent that the subgraph does not know',
    explains: ({ bench, given }) =>
      representationsOf(bench.planOfStock(given.query)).some(
        (types) =>
          types.length > 1 && types.some((type) => bench.supergraph.interfaceObjects.has(type)),
      ),
  },
  {
    name: 'what-one-type-alone-requires',
    of: 'stock',
    why: 'what a field requires is asked of all objects of a fetch, also of those that it was not fetched for, which are skipped',
    explains: ({ bench, given }) =>
      representationsOf(bench.plan(given.query)).length >
      representationsOf(bench.planOfStock(given.query)).length,
  },
  {
    name: 'mutations-out-of-order',
    of: 'stock',
    why: 'a root field moves to where a fragment further on has it again, and runs later than the document says',
    explains: (explanation) => isGone(explanation, toFlat),
  },
  {
    name: 'a-condition-on-a-union-that-always-holds',
    of: 'stock',
    why: 'what stands in a fragment on a union is fetched for an object of one of its types, and left out of the answer',
    explains: (explanation) => isGone(explanation, toPlain),
  },
  {
    name: 'several-at-once',
    of: 'stock',
    why: 'more than one of the faults that another way of writing avoids',
    explains: (explanation) =>
      isGone(explanation, (bench, document, given) =>
        toGuarded(
          bench,
          toExpanded(bench, toPlain(bench, toFlat(bench, toUnconditional(bench, document, given)))),
        ),
      ),
  },
];

/** The first known fault that a difference is due to. */
export async function explain(explanation: Explanation): Promise<KnownFault | undefined> {
  for (const fault of knownFaults) {
    if (fault.of === 'stock' && explanation.candidate === 'engine') continue;
    if (await fault.explains(explanation)) return fault;
  }
  return undefined;
}

type Rewrite = (bench: Bench, document: DocumentNode, given: Case) => DocumentNode;

async function isGone(
  { bench, given, candidate }: Explanation,
  rewrite: Rewrite,
): Promise<boolean> {
  const document = rewrite(bench, parse(given.query, { noLocation: true }), given);
  if (print(document) === given.query) return false;
  const verdict = await bench.check({ ...given, ...pruneOperation(document, given.variables) });
  return verdict.invalid === undefined && verdict[candidate] === undefined;
}

/** The types that each fetch of a plan asks representations of. */
function representationsOf(plan: string): string[][] {
  return plan
    .split('=>')
    .slice(0, -1)
    .map((before) => before.slice(before.lastIndexOf('Fetch(')))
    .map((text) => [
      ...new Set([...text.matchAll(/\.\.\. on (\w+)/g)].map(([, type = '']) => type)),
    ]);
}

const toFlat = (_bench: Bench, document: DocumentNode) => flattenMutations(document);

const toPlain = ({ supergraph }: Bench, document: DocumentNode) =>
  dropConditions(supergraph.apiSchema, document);

const toWrapped = (_bench: Bench, document: DocumentNode) => wrapConditions(document);

const toGuarded = (bench: Bench, document: DocumentNode) =>
  createAliases(bench.supergraph.schema, new Map()).guard(document);

const toExpanded = ({ supergraph }: Bench, document: DocumentNode) =>
  expandConditions(supergraph.apiSchema, supergraph.interfaceObjects, document);

const toUnconditional: Rewrite = (_bench, document, { variables }) =>
  resolveConditions(document, variables);
