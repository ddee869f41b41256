import { Command } from 'commander';
import { ConfigurationError } from '../common/config/configuration-error.ts';
import { InternalError } from '../common/errors/errors.ts';
import { addPlanCommand } from './plan-command.ts';
import { addRegionCommand } from './region-command.ts';

/**
 * The `jawara` command; each subcommand loads what it needs when it is called. Data goes to the standard
 * output, progress and errors to the standard error.
 */
const program = new Command('jawara')
  .description('One authenticated GraphQL endpoint over the legacy systems of a province.')
  .showSuggestionAfterError()
  .showHelpAfterError();

// `token` reads its own arguments, so that an unknown persona is answered with the list of them.
program
  .command('token')
  .description('print a bearer token of a persona, from the server that runs here')
  .argument('[arguments...]')
  .allowUnknownOption()
  .helpOption(false)
  .action(async (given: readonly string[]) => {
    const { runToken } = await import('./token.ts');
    const outcome = await runToken(given);
    process.stderr.write(outcome.stderr);
    process.stdout.write(outcome.stdout);
    process.exitCode = outcome.exitCode;
  });

addRegionCommand(program);
addPlanCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  // A foreign error's text may quote a value; its name may not.
  const ours = error instanceof InternalError || error instanceof ConfigurationError;
  const what = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`jawara: ${ours ? error.message : `failed with ${what}`}\n`);
  process.exitCode = 1;
}
