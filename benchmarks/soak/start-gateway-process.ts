import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../common/project-root.ts';
import type { GatewayMessage, GatewayOrder, MeasuredMemory } from './gateway-messages.ts';

export interface GatewayProcess {
  readonly endpoint: string;
  /** What is left after a collection. */
  measure(): Promise<MeasuredMemory>;
  printMetrics(): Promise<string>;
  /** @throws Error - where it did not end well. */
  stop(): Promise<void>;
}

/** Starts a gateway in a process of its own whose memory can be measured. */
export async function startGatewayProcess(
  supergraphFile: string,
  configFile: string,
): Promise<GatewayProcess> {
  const file = join(projectRoot, 'benchmarks/soak/gateway-process.ts');
  const child = fork(file, [supergraphFile, configFile], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    cwd: projectRoot,
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const lost = ended.then(() => {
    throw new Error('the gateway has ended');
  });
  // Where nobody waits for anything, its end is no fault.
  lost.catch(() => undefined);
  /** The next message of a kind: orders of different kinds may be under way together, two of one kind never. */
  const hear = <Kind extends GatewayMessage['kind']>(kind: Kind) =>
    Promise.race([
      lost,
      new Promise<Extract<GatewayMessage, { readonly kind: Kind }>>((resolve) => {
        const listen = (message: GatewayMessage): void => {
          if (message.kind !== kind) return;
          child.off('message', listen);
          resolve(message as Extract<GatewayMessage, { readonly kind: Kind }>);
        };
        child.on('message', listen);
      }),
    ]);
  const order = (what: GatewayOrder): void => void child.send(what);
  const ready = await hear('ready');
  return {
    endpoint: ready.endpoint,
    async measure() {
      order('measure');
      return (await hear('memory')).memory;
    },
    async printMetrics() {
      order('printMetrics');
      return (await hear('metrics')).text;
    },
    async stop() {
      order('stop');
      const [code] = await ended;
      if (code !== 0) throw new Error(`the gateway ended with ${String(code)}`);
    },
  };
}
