import { createPlanner } from '../../federation/planner.ts';
import type { Supergraph } from '../../federation/supergraph.ts';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { parse, validate } from 'graphql';
import type { Answer } from './answer.ts';
import { findDifference, findUnexplained, type Difference } from './compare-answers.ts';
import { createEngine } from './engine.ts';
import { createFaults, type FaultOptions } from './faults.ts';
import { readFacts } from './field-facts.ts';
import { createGraph, type GraphSource } from './graph.ts';
import { askMonolith } from './monolith.ts';
import type { Operation } from './prune-operation.ts';
import { readResponseTypes } from './response-types.ts';
import { createStock } from './stock.ts';
import { createSubgraphHandler, type Occasion } from './subgraph-handler.ts';
import { createWorld, type WorldOptions } from './world.ts';

/** One comparison: an operation over data, with or without faults. */
export interface Case extends Operation {
  readonly world: WorldOptions;
  readonly faults?: FaultOptions;
}

export interface Verdict {
  /** The operation is not valid, so that nothing was compared. */
  readonly invalid?: string;
  readonly engine?: Difference;
  /** Without faults alone: stock's null are not held to be explained. */
  readonly stock?: Difference;
  /** What subgraphs were asked that no right plan asks. */
  readonly complaints?: Readonly<Record<'engine' | 'stock', readonly string[]>>;
  readonly answers: Readonly<Record<'monolith' | 'engine' | 'stock', Answer>>;
}

/** One graph with everything that answers operations on it. */
export interface Bench {
  readonly source: GraphSource;
  readonly supergraph: Supergraph;
  check(given: Case): Promise<Verdict>;
  /** The plan's text; where the planner makes none, why. */
  plan(query: string): string;
  /** Stock's plan, of which nothing is mended but what is mended for the whole process; where there is none, why. */
  planOfStock(query: string): string;
  close(): Promise<void>;
}

/** Sets up a graph's subgraphs, the engine, stock and the monolith. */
export async function createBench(source: GraphSource): Promise<Bench> {
  const graph = createGraph(source);
  const facts = readFacts(graph);
  let occasion: Occasion;
  const handlers = new Map(
    graph.subgraphs.map((subgraph) => [
      subgraph.name,
      createSubgraphHandler(subgraph, facts, () => occasion),
    ]),
  );
  const engine = createEngine(graph, handlers);
  const stock = await createStock(graph, handlers);
  const planner = createPlanner(graph.supergraph);
  const { apiSchema } = graph.supergraph;

  const begin = ({ world, faults }: Case, areFaultsOn: boolean): Occasion =>
    (occasion = {
      world: createWorld(facts, world),
      faults: areFaultsOn && faults !== undefined ? createFaults(faults) : undefined,
      calls: faults === undefined ? 0 : undefined,
      complaints: [],
    });

  return {
    source,
    supergraph: graph.supergraph,
    plan: (query) => orReason(() => prettyFormatQueryPlan(planner.plan(parse(query), null))),
    planOfStock: (query) => orReason(() => stock.plan(query)),
    async check(given) {
      const { query, variables, faults } = given;
      const document = parse(query, { noLocation: true });
      const [invalid] = validate(apiSchema, document);
      if (invalid !== undefined) return { invalid: invalid.message, answers: noAnswers };
      const monolith = await askMonolith(graph, document, variables, begin(given, false));
      if (monolith.errors !== undefined)
        return { invalid: monolith.errors[0]?.message ?? '', answers: { ...noAnswers, monolith } };
      const { complaints } = begin(given, true);
      const ofEngine = await engine.ask(query, variables);
      const answers = { monolith, engine: ofEngine, stock: {} };
      const engineDiffers =
        complaint(complaints) ??
        (faults === undefined
          ? findFault(ofEngine, monolith, true)
          : findUnexplained(ofEngine, monolith, readResponseTypes(apiSchema, document)));
      const engineVerdict = engineDiffers === undefined ? {} : { engine: engineDiffers };
      if (faults !== undefined)
        return { ...engineVerdict, answers, complaints: { engine: complaints, stock: [] } };
      const stockOccasion = begin(given, false);
      const ofStock = await stock.ask(query, variables);
      const stockDiffers =
        findFault(ofStock, monolith, false) ?? complaint(stockOccasion.complaints);
      return {
        ...engineVerdict,
        ...(stockDiffers === undefined ? {} : { stock: stockDiffers }),
        answers: { ...answers, stock: ofStock },
        complaints: { engine: complaints, stock: stockOccasion.complaints },
      };
    },
    async close() {
      await Promise.all([engine.close(), stock.close()]);
    },
  };
}

function orReason(plan: () => string): string {
  try {
    return plan();
  } catch (error) {
    return String(error);
  }
}

const noAnswers = { monolith: {}, engine: {}, stock: {} };

/** Without faults there are no errors, and nothing wrong with the data. */
function findFault(actual: Answer, expected: Answer, inOrder: boolean): Difference | undefined {
  const { data, errors, extensions } = actual;
  const wrong = errors?.[0] ?? extensions?.['valueCompletion'];
  return (
    findDifference(data ?? null, expected.data, { inOrder }) ??
    (wrong === undefined ? undefined : { path: [], what: JSON.stringify(wrong) })
  );
}

function complaint([first]: readonly string[]): Difference | undefined {
  return first === undefined ? undefined : { path: [], what: first };
}
