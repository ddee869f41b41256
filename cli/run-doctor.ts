import { systemClock } from '../common/clock.ts';
import type { RegionCode } from '../common/region-code.ts';
import { createSystemAccess } from '../server/open-system.ts';
import { chooseLanguage } from './choose-language.ts';
import { formatRegionReport } from './format-region-report.ts';
import { examineRegion } from './region-doctor.ts';
import type { DoctorArguments } from './region-command.ts';
import { readEffectiveEnvironment } from './simulator-environment.ts';
import { createTrySystem } from './try-system.ts';

/** Tries a regency's systems and prints the report; 0 where all is well, else 1. */
export async function runDoctor(region: RegionCode, given: DoctorArguments): Promise<0 | 1> {
  const language = given.lang ?? chooseLanguage(process.env);
  const access = createSystemAccess(systemClock, given.institution ?? null);
  const report = await examineRegion({
    region,
    folder: given.registry,
    environment: await readEffectiveEnvironment(given.dataDir, process.env),
    language,
    clock: systemClock,
    trySystem: createTrySystem(access, given.nik),
    onProgress: (system) => process.stderr.write(`${region} ${system} …\n`),
  });
  process.stdout.write(
    given.format === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : formatRegionReport(report, language),
  );
  return report.well ? 0 : 1;
}
