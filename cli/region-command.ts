import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { systemClock } from '../common/clock.ts';
import type { Language } from '../common/errors/catalogue.ts';
import { parseNik } from '../common/nik.ts';
import { projectRoot } from '../common/project-root.ts';
import { levelOf, parseRegionCode, type RegionCode } from '../common/region-code.ts';
import { chooseLanguage } from './choose-language.ts';
import { formatRegionReport } from './format-region-report.ts';
import { createSystemAccess } from '../server/open-system.ts';
import { examineRegion } from './region-doctor.ts';
import { readEffectiveEnvironment } from './simulator-environment.ts';
import { createTrySystem } from './try-system.ts';

interface DoctorArguments {
  readonly nik?: string;
  readonly institution?: string;
  readonly format: 'text' | 'json';
  readonly lang?: Language;
  readonly dataDir: string;
  readonly registry: string;
}

/** `jawara region …`: what a regency's own people do with its bindings. */
export function addRegionCommand(program: Command): void {
  const region = program.command('region').description('try what a regency has bound');
  region
    .command('doctor')
    .description('try every system of a regency and say what to do next')
    .argument('<code>', 'the regency, such as 36.71')
    .option('--nik <nik>', 'a test NIK that the register knows; it is never printed')
    .option('--institution <id>', 'try the credentials of this institution')
    .option('--format <format>', 'text or json', readChoice('text', 'json'), 'text')
    .option('--lang <language>', 'en or id; by default as LANG says', readChoice('en', 'id'))
    .option('--data-dir <folder>', "the running server's data", join(projectRoot, '.jawara'))
    .option('--registry <folder>', 'the registry', join(projectRoot, 'registry'))
    .action(async (code: string, given: DoctorArguments, command: Command) => {
      const parsed = parseRegionCode(code);
      if (parsed === undefined || levelOf(parsed) !== 'REGENCY') {
        return command.error(`error: "${code}" is no code of a regency, such as 36.71`, USAGE);
      }
      const nik = given.nik === undefined ? undefined : parseNik(given.nik);
      if (nik?.ok === false) return command.error(`error: --nik: ${nik.rule.en}`, USAGE);
      process.exitCode = await runDoctor(parsed, given);
    });
}

const USAGE = { exitCode: 2 };

function readChoice(...choices: readonly string[]): (text: string) => string {
  return (text) => {
    if (choices.includes(text)) return text;
    throw new InvalidArgumentError(`expected ${choices.join(' or ')}`);
  };
}

async function runDoctor(region: RegionCode, given: DoctorArguments): Promise<0 | 1> {
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
