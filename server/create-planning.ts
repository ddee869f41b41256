import type { Logger } from '../common/logger.ts';
import { createPlanner, type OperationPlanner } from '../federation/planner.ts';
import { createPlanningThreads } from '../federation/planning-threads.ts';
import { createReplan } from '../federation/replan.ts';
import type { Supergraph } from '../federation/supergraph.ts';
import type { ReplanOperation } from '../gateway/plan/warm-plans.ts';
import type { GatewayConfig } from './gateway-config.ts';

/** Where the operations of one supergraph are planned. */
export interface Planning {
  readonly planner: OperationPlanner;
  readonly replan: ReplanOperation;
  /** Makes it ready, without waiting; the first operation would. */
  start(): void;
  close(): Promise<void>;
}

/** Makes the planning that the configuration asks for: in threads, or (`threads: 0`) in this one. */
export function createPlanning(
  supergraph: Supergraph,
  config: GatewayConfig['planning'],
  logger: Logger,
): Planning {
  const planner = createPlanner(supergraph);
  if (config.threads === 0) {
    return {
      planner,
      replan: createReplan(supergraph, planner),
      start: () => undefined,
      close: () => Promise.resolve(),
    };
  }
  const threads = createPlanningThreads({
    ...config,
    supergraphSdl: supergraph.sdl,
    aliases: planner.aliases,
    logger,
  });
  return {
    planner: threads,
    replan: (operation) => threads.replan(operation),
    start() {
      threads.start();
    },
    close: () => threads.close(),
  };
}
