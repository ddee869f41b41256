import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { projectRoot } from '../common/project-root.ts';

/** What the command line says. */
export interface PlanArguments {
  readonly supergraph: string;
  readonly file?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly anonymous?: true;
  readonly scopes?: readonly string[];
  readonly policies?: readonly string[];
}

const USAGE = { exitCode: 2 };

/** `jawara plan …`: what becomes of an operation. Nothing is sent, and no server has to run. */
export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .description(
      'show the plan of an operation, what each of its steps sends, and what is answered',
    )
    .argument('[query]', 'the document')
    .option('--file <file>', 'read the document from a file')
    .option(
      '--supergraph <file>',
      'the composed supergraph',
      join(projectRoot, 'supergraph.graphql'),
    )
    .option('--variables <json>', 'the values of its variables', readVariables, {})
    .option('--operation-name <name>', 'which of the operations of the document')
    .option('--anonymous', 'as a caller without a token (default: nothing is denied)')
    .option('--scopes <list>', 'as a caller with these scopes, by commas', readList)
    .option('--policies <list>', 'as a caller with these policies, by commas', readList)
    .action(async (query: string | undefined, given: PlanArguments, command: Command) => {
      if ((query === undefined) === (given.file === undefined))
        command.error('error: give the document, or --file', USAGE);
      if (given.anonymous === true && (given.scopes ?? given.policies) !== undefined)
        command.error('error: an anonymous caller has no scopes and no policies', USAGE);
      const { showPlan } = await import('./show-plan.ts');
      showPlan(query, given);
    });
}

function readVariables(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below.
  }
  throw new InvalidArgumentError('a JSON object is wanted');
}

function readList(text: string): readonly string[] {
  return text.split(',').filter((name) => name !== '');
}
