import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatedSystem } from './simulated-systems.ts';
import { SIMULATOR_CREDENTIAL_PREFIX } from './simulator.ts';
import { variableStem } from './simulated-systems.ts';

/** tcpmux: nothing listens there, and only root could. */
const CLOSED = '127.0.0.1:1';

/** The folder that lists a regency's school servers, beneath the data folder. */
export const FLEET_FOLDER = 'dapodik';

const SECRET = `${SIMULATOR_CREDENTIAL_PREFIX}down`;

/** Settings of a system that is dead: its name is bound, and nothing answers there. */
export function downEnvironment(
  system: SimulatedSystem,
  dataFolder: string,
): Record<string, string> {
  const stem = variableStem(system);
  switch (system.kind) {
    case 'siak':
    case 'simda': {
      const scheme = system.dialect === 'postgresql' ? 'postgres' : 'mysql';
      return { [`${stem}_URL`]: `${scheme}://simulator:${SECRET}@${CLOSED}/down` };
    }
    case 'dukcapil':
      return {
        [`${stem}_URL`]: `http://${CLOSED}/dukcapil/get_json/${system.regionCode.replace('.', '-')}/opd`,
        ...credentials(stem),
        ...(system.regionCode === '36.01' ? credentials(`${stem}_DINKES`) : {}),
      };
    case 'dkb':
    case 'budget':
    case 'aid':
    case 'erdkk':
      return { [`${stem}_FOLDER`]: join(dataFolder, 'workbooks', 'down', stem.toLowerCase()) };
    case 'dapodik':
      return { [`${stem}_SERVERS_FILE`]: writeDeadFleet(dataFolder, stem) };
    case 'yankes':
      return { [`${stem}_URL`]: `http://${CLOSED}`, [`${stem}_API_KEY`]: SECRET };
    case 'satusehat':
    case 'sipdps':
      return {
        [`${stem}_URL`]: `http://${CLOSED}`,
        [`${stem}_TOKEN_URL`]: `http://${CLOSED}/token`,
        [`${stem}_CLIENT_ID`]: SECRET,
        [`${stem}_CLIENT_SECRET`]: SECRET,
      };
  }
}

/** A regency all of whose schools are off is still known to have one. */
function writeDeadFleet(dataFolder: string, stem: string): string {
  const folder = join(dataFolder, FLEET_FOLDER);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${stem.toLowerCase()}-down.json`);
  const server = { code: '20600000', baseUrl: `http://${CLOSED}`, token: SECRET };
  writeFileSync(file, JSON.stringify([server]), { mode: 0o600 });
  return file;
}

function credentials(stem: string): Record<string, string> {
  return {
    [`${stem}_USER_ID`]: SECRET,
    [`${stem}_PASSWORD`]: SECRET,
    [`${stem}_CLIENT_IP`]: '10.36.0.1',
  };
}
