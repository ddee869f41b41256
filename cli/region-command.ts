import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { Language } from '../common/errors/catalogue.ts';
import { parseNik } from '../common/nik.ts';
import { projectRoot } from '../common/project-root.ts';
import { levelOf, parseRegionCode } from '../common/region-code.ts';

/** What the command line says. */
export interface DoctorArguments {
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
      const { runDoctor } = await import('./run-doctor.ts');
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
