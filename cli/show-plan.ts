import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { ClientError } from '../common/errors/errors.ts';
import {
  describeOperation,
  type HeldEntitlements,
  type OperationDescription,
} from '../server/describe-operation.ts';
import type { PlanArguments } from './plan-command.ts';

/** Prints what becomes of an operation, or the reason why it is refused (exit code 1). Without `query` the file is read. */
export function showPlan(query: string | undefined, given: PlanArguments): void {
  try {
    const described = describeOperation({
      supergraphSdl: readFileSync(given.supergraph, 'utf8'),
      query: query ?? readFileSync(given.file ?? '', 'utf8'),
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
