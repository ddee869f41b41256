import { describePlan, type QueryPlan } from '../../federation/planner.ts';

/** How an operation was answered, for `extensions.explain`. It holds no variable's value and nothing of the data. */
export interface Explanation {
  /** The plan as text; null where nothing had to be fetched. */
  readonly plan: string | null;
  /** In the order in which they were sent. */
  readonly fetches: readonly ExplainedFetch[];
}

export interface ExplainedFetch {
  readonly subgraph: string;
  /** Where the objects are that it adds to, `@` standing for a list's items; empty for one of root fields. */
  readonly paths: readonly (readonly (string | number)[])[];
  /** The operation that was sent. */
  readonly operation: string;
  /** How many entities were asked for, equal ones once; null for a fetch of root fields. */
  readonly entities: number | null;
  /** Since the operation began to be executed, in ms. */
  readonly startMs: number;
  readonly durationMs: number;
  /** False where there was no reply that could be read; errors that a subgraph answers with are none of these. */
  readonly ok: boolean;
}

type Send = (
  subgraph: string,
  body: string,
  entities?: readonly {
    readonly members: readonly { readonly path: readonly (string | number)[] }[];
    readonly representations: readonly string[];
  }[],
) => Promise<Record<string, unknown>>;

/** Notes one operation's fetches while they are sent. */
export class FetchTrace {
  readonly fetches: ExplainedFetch[] = [];
  readonly #startedAt = performance.now();

  /** A function that does what `send` does, and notes it. */
  follow(send: Send): Send {
    return async (subgraph, body, entities) => {
      const startedAt = performance.now();
      const index = this.fetches.length;
      const note = (ok: boolean) => {
        const { query } = JSON.parse(body) as { query: string };
        this.fetches[index] = {
          subgraph,
          paths: entities?.flatMap(({ members }) => members.map(({ path }) => path)) ?? [],
          operation: query,
          entities:
            entities?.reduce((sum, { representations }) => sum + representations.length, 0) ?? null,
          startMs: toMs(startedAt - this.#startedAt),
          durationMs: toMs(performance.now() - startedAt),
          ok,
        };
      };
      // Takes its place before anything that is sent later.
      note(false);
      try {
        const reply = await send(subgraph, body, entities);
        note(true);
        return reply;
      } catch (error) {
        note(false);
        throw error;
      }
    };
  }
}

/** What is told of an operation that was executed. */
export function explainPlan(plan: QueryPlan | null, trace: FetchTrace): Explanation {
  // Fields that the gateway answers by itself are planned too, as no fetch.
  const isFetched = plan?.node !== undefined;
  return { plan: isFetched ? describePlan(plan) : null, fetches: trace.fetches };
}

/** Hundredths are enough, and all that a clock gives. */
function toMs(value: number): number {
  return Math.round(value * 100) / 100;
}
