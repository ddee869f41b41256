import { join } from 'node:path';
import { startDapodik } from './dapodik/start-dapodik.ts';
import { FLEET_FOLDER } from './down-environment.ts';
import { startDukcapil, type DukcapilControl } from './dukcapil/start-dukcapil.ts';
import { startSatusehat } from './satusehat/start-satusehat.ts';
import type { SimulatedSystem } from './simulated-systems.ts';
import type { Simulator, SimulatorContext } from './simulator.ts';
import { startSipdps } from './sipdps/start-sipdps.ts';
import { startYankes } from './yankes/start-yankes.ts';

/** The simulated systems that are spoken to over HTTP. */
export interface Services extends Simulator {
  readonly dukcapil: DukcapilControl;
}

/** Starts the services of the systems that are alive, each in a folder of its own. */
export async function startServices(
  alive: readonly SimulatedSystem[],
  context: SimulatorContext,
): Promise<Services> {
  const regenciesOf = (kind: SimulatedSystem['kind']) =>
    alive.filter((system) => system.kind === kind).map(({ regionCode }) => regionCode);
  const inFolder = (name: string): SimulatorContext => ({
    ...context,
    folder: join(context.folder, name),
  });
  const dukcapil = await startDukcapil(inFolder('dukcapil'), regenciesOf('dukcapil'));
  const others = await Promise.all([
    startDapodik(inFolder(FLEET_FOLDER), regenciesOf('dapodik')),
    startSatusehat(inFolder('satusehat'), regenciesOf('satusehat')),
    startYankes(inFolder('yankes'), regenciesOf('yankes')),
    startSipdps(inFolder('sipdps'), regenciesOf('sipdps')),
  ]);
  const all: readonly Simulator[] = [dukcapil, ...others];
  return {
    dukcapil: dukcapil.control,
    environment: Object.assign({}, ...all.map(({ environment }) => environment)) as Record<
      string,
      string
    >,
    async stop() {
      await Promise.all(all.map((simulator) => simulator.stop()));
    },
  };
}
