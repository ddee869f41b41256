import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'graphql';
import { systemClock } from '../../common/clock.ts';
import { createLogger } from '../../common/logger.ts';
import { composeSupergraph, formatFault } from '../../federation/compose.ts';
import { startStandaloneGateway } from '../../server/start-standalone-gateway.ts';

/** A subgraph as it is composed. */
export interface ComposedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@shareable"])';

/** A subgraph's SDL with its federation link. */
export function toSubgraphSdl(sdl: string): string {
  return `${LINK}\n${sdl}`;
}

/** Composes subgraphs whose SDL has no link of its own. */
export function compose(subgraphs: readonly ComposedSubgraph[]): string {
  const composed = composeSupergraph(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(toSubgraphSdl(sdl)) })),
  );
  if (!composed.ok) throw new Error(composed.faults.map(formatFault).join('\n'));
  return composed.supergraphSdl;
}

/** Waits until something holds; a test that waits for what never comes ends with its own time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10);
}

/** The gateway alone, in this process, on a file that a test changes. */
export async function startGatewayOnFile(options: {
  readonly supergraphSdl: string;
  /** Lines of the configuration. */
  readonly config?: readonly string[];
}) {
  const folder = mkdtempSync(join(tmpdir(), 'jawara-reload-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const configFile = join(folder, 'gateway.yml');
  writeFileSync(supergraphFile, options.supergraphSdl);
  const reload = ['reload:', '  everyMs: 20'];
  writeFileSync(configFile, [...reload, ...(options.config ?? []), ''].join('\n'));
  const logLines: Record<string, unknown>[] = [];
  const gateway = await startStandaloneGateway({
    supergraphFile,
    configFile,
    port: 0,
    environment: {},
    clock: systemClock,
    logger: createLogger({
      destination: { write: (line) => void logLines.push(JSON.parse(line) as never) },
    }),
  });
  return {
    endpoint: gateway.endpoint,
    supergraphFile,
    /** Log lines but those of requests. */
    logged: () => logLines.filter(({ msg }) => msg !== 'request'),
    /** The value of one metric, such as `jawara_plannings_total{outcome="planned"}`; 0 where there is none. */
    async metric(name: string): Promise<number> {
      const line = (await gateway.metrics.print())
        .split('\n')
        .find((each) => each.startsWith(`${name} `));
      return Number(line?.slice(name.length) ?? 0);
    },
    /** Puts another text in the file's place, whole. */
    put(text: string) {
      writeFileSync(`${supergraphFile}.new`, text);
      renameSync(`${supergraphFile}.new`, supergraphFile);
    },
    async stop() {
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
