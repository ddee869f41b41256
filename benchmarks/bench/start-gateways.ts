import { projectRoot } from '../../common/project-root.ts';
import type { Teardown } from '../../server/teardown.ts';
import type { Gateway } from './measure.ts';
import { startProgram } from './start-program.ts';

export interface GatewayParts {
  readonly supergraphFile: string;
  readonly folder: string;
  readonly teardown: Teardown;
}

/** `@apollo/gateway` on `@apollo/server`, as they come. */
export function startStock(parts: GatewayParts): Promise<Gateway> {
  return start('stock', parts, {
    parameters: ['benchmarks/stock-gateway.mjs', parts.supergraphFile, '0'],
    ready: /stock answers at (\S+)/,
  });
}

/** What `npm run gateway` gives to Node: a larger young generation, which is collected less often. */
const FLAGS = ['--max-semi-space-size=64'];

/** The gateway as `npm run gateway` starts it; `checkout` is where its code is, this project by default. */
export function startEngine(
  label: string,
  parts: GatewayParts,
  choices: {
    readonly flags?: readonly string[];
    readonly configFile?: string;
    readonly checkout?: string;
  } = {},
): Promise<Gateway> {
  const { flags = FLAGS, configFile, checkout } = choices;
  const config = configFile === undefined ? [] : ['--config', configFile];
  return start(label, parts, {
    parameters: [
      ...['scripts/run.mjs', 'server/start-gateway'],
      ...['--supergraph', parts.supergraphFile, '--port', '0'],
      ...config,
    ],
    ready: ENGINE_READY,
    flags,
    ...(checkout === undefined ? {} : { checkout }),
  });
}

/** The engine as bare as stock, without logs and metrics. */
export function startBare(parts: GatewayParts): Promise<Gateway> {
  return start('bare', parts, {
    parameters: [...['scripts/run.mjs', 'benchmarks/bench/run-bare-gateway'], parts.supergraphFile],
    ready: ENGINE_READY,
    flags: FLAGS,
  });
}

const ENGINE_READY = /The gateway answers at (\S+)/;

async function start(
  label: string,
  parts: GatewayParts,
  how: {
    readonly parameters: readonly string[];
    readonly ready: RegExp;
    readonly flags?: readonly string[];
    readonly checkout?: string;
  },
): Promise<Gateway> {
  const { checkout = projectRoot, ...rest } = how;
  const program = await startProgram({
    ...rest,
    name: label,
    folder: checkout,
    logFolder: parts.folder,
    teardown: parts.teardown,
  });
  return { label, endpoint: toEndpoint(program.announced), program };
}

/** By address: a name would be looked up for each connection. */
function toEndpoint(announced: string): string {
  const url = new URL(announced);
  return `http://127.0.0.1:${url.port}/graphql`;
}
