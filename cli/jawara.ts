import { Command } from 'commander';
import { addRegionCommand } from './region-command.ts';
import { runToken } from './token.ts';

/** The `jawara` command. Data goes to the standard output, progress and errors to the standard error. */
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
    const outcome = await runToken(given);
    process.stderr.write(outcome.stderr);
    process.stdout.write(outcome.stdout);
    process.exitCode = outcome.exitCode;
  });

addRegionCommand(program);

await program.parseAsync();
