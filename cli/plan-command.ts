import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { GraphQLError } from 'graphql';
import { ClientError } from '../common/errors/errors.ts';
import { projectRoot } from '../common/project-root.ts';
import {
  describeOperation,
  type HeldEntitlements,
  type OperationDescription,
} from '../server/describe-operation.ts';

interface PlanArguments {
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
    .action((query: string | undefined, given: PlanArguments, command: Command) => {
      if ((query === undefined) === (given.file === undefined))
        command.error('error: give the document, or --file', USAGE);
      if (given.anonymous === true && (given.scopes ?? given.policies) !== undefined)
        command.error('error: an anonymous caller has no scopes and no policies', USAGE);
      run(query ?? readFileSync(given.file ?? '', 'utf8'), given);
    });
}

function run(query: string, given: PlanArguments): void {
  try {
    const described = describeOperation({
      supergraphSdl: readFileSync(given.supergraph, 'utf8'),
      query,
      operationName: given.operationName ?? null,
      variables: given.variables,
      held: toHeld(given),
    });
    process.stdout.write(`${format(described)}\n`);
  } catch (error) {
    process.stderr.write(`${describeRefusal(error)}\n`);
    process.exitCode = 1;
  }
}

function toHeld({ anonymous, scopes, policies }: PlanArguments): HeldEntitlements | undefined {
  if (anonymous === true) return { authenticated: false, scopes: [], policies: [] };
  if (scopes === undefined && policies === undefined) return undefined;
  return { authenticated: true, scopes: scopes ?? [], policies: policies ?? [] };
}

function format({ denied, plan, program, response }: OperationDescription): string {
  const cut = denied.length === 0 ? 'nothing' : denied.join('\n');
  return [
    ['# Denied', cut],
    ['# Plan', plan],
    ['# Program', program],
    ['# Response', response],
  ]
    .map((section) => section.join('\n\n'))
    .join('\n\n');
}

/** The reason in one sentence each; the document is the user's own, so its faults may be quoted to him. */
function describeRefusal(error: unknown): string {
  const refused = error as { readonly errors?: readonly { readonly error: unknown }[] };
  if (refused.errors !== undefined)
    return refused.errors.map((each) => describeRefusal(each.error)).join('\n');
  if (error instanceof ClientError) return `${error.code}: ${error.message}`;
  if (error instanceof GraphQLError) return `The supergraph cannot be read: ${error.message}`;
  if (error instanceof Error && 'code' in error) return `No such file: ${error.message}`;
  throw error;
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
