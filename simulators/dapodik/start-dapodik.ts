import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseProduction, type Simulator, type SimulatorContext } from '../simulator.ts';
import { startSchoolServer, type SchoolServer } from './school-server.ts';

/** What a test or an operator's drill can do to the schools. An NPSN that no school has is an error. */
export interface DapodikControl {
  /** The NPSNs of a regency's schools. */
  schoolsOf(regionCode: string): readonly string[];
  school(npsn: string): SchoolServer;
}

export interface DapodikSimulator extends Simulator {
  readonly control: DapodikControl;
}

/**
 * Starts Dapodik's web service for every school of `regencies`: one HTTP server a school, on a free port of 127.0.0.1,
 * with a token of its own. How many schools there are is the province's choice. Each regency's servers stand in a JSON
 * file (mode 0600) that `DAPODIK_3671_SERVERS_FILE` names.
 *
 * @throws Error in production, and for a regency of which the province has no schools.
 */
export async function startDapodik(
  context: SimulatorContext,
  regencies: readonly string[],
): Promise<DapodikSimulator> {
  refuseProduction('The Dapodik simulator');
  const started = await Promise.all(
    regencies.map(async (code) => [code, await startSchools(context, code)] as const),
  );
  const byRegency = new Map(started);
  const byNpsn = new Map(started.flatMap(([, servers]) => servers).map((one) => [one.npsn, one]));
  return {
    environment: await writeServerFiles(context.folder, byRegency),
    control: {
      schoolsOf: (code) => (byRegency.get(code) ?? []).map(({ npsn }) => npsn),
      school(npsn) {
        const server = byNpsn.get(npsn);
        if (server === undefined) throw new Error(`no school ${npsn} is simulated`);
        return server;
      },
    },
    async stop() {
      await Promise.all([...byNpsn.values()].map((server) => server.switchOff()));
    },
  };
}

async function startSchools(
  { province }: SimulatorContext,
  code: string,
): Promise<readonly SchoolServer[]> {
  const schools = province.regencies.get(code)?.education?.schools;
  if (schools === undefined) throw new Error(`the province has no schools in ${code}`);
  return Promise.all(schools.map((school) => startSchoolServer(school)));
}

async function writeServerFiles(
  folder: string,
  byRegency: ReadonlyMap<string, readonly SchoolServer[]>,
): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const written = [...byRegency].map(async ([code, servers]) => {
    const compact = code.replace('.', '');
    const file = join(folder, `dapodik-${compact}.json`);
    const list = servers.map(({ npsn, baseUrl, token }) => ({ code: npsn, baseUrl, token }));
    await writeFile(file, JSON.stringify(list, null, 2), { mode: 0o600 });
    // The mode above is for a new file; one that a former run left keeps its own.
    await chmod(file, 0o600);
    return [`DAPODIK_${compact}_SERVERS_FILE`, file] as const;
  });
  return Object.fromEntries(await Promise.all(written));
}
