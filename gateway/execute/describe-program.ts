import { parse, print } from 'graphql';
import type { QueryPlanSelectionNode } from '../../federation/planner.ts';
import type { EntityCall, EntityFetch } from './compile-call.ts';
import type { Program, Step } from './compile-program.ts';

/** Which text stands where what is sent depends on data. */
const PER_ENTITY = '[one for each different object there]';

/**
 * A program in words, for people: its steps in order, what each sends and to whom. Values of `variables` are shown as they
 * would be sent; a fetch of entities shows what it takes from each of its objects.
 */
export function describeProgram(
  program: Program,
  variables: Readonly<Record<string, unknown>>,
): string {
  if (program.step === undefined) return 'Nothing is fetched.';
  const numbers = numberFetches(program.step);
  return describeStep({ program, variables, numbers }, program.step).join('\n');
}

interface Description {
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Fetches of entities by the number of their step. */
  readonly numbers: ReadonlyMap<EntityFetch, string>;
}

function describeStep(description: Description, step: Step, number = '1'): string[] {
  switch (step.kind) {
    case 'Sequence':
    case 'Parallel': {
      const order = step.kind === 'Sequence' ? 'one after the other' : 'at the same time';
      const steps = step.steps.flatMap((each, index) =>
        describeStep(description, each, `${number}.${index + 1}`),
      );
      return [`${number} ${order}:`, ...indent(steps)];
    }
    case 'Condition':
      return [
        `${number} if $${step.variable}:`,
        ...describeBranch(description, step.ifStep, `${number}.1`),
        'else:',
        ...describeBranch(description, step.elseStep, `${number}.2`),
      ];
    case 'RootFetch': {
      const { call } = step;
      const body = call.toBody(description.variables);
      return [
        `${number} asks ${call.node.serviceName} for root fields`,
        ...indent(describeBody(body)),
      ];
    }
    case 'EntityFetch':
      return describeEntityFetch(description, step.fetch, number);
    case 'Defer':
      return [
        `${number} at once:`,
        ...describeBranch(description, step.primary, `${number}.1`),
        ...step.deferred.flatMap((each, index) => [
          `later, for the @defer of number and label ${each.label}:`,
          ...describeBranch(description, each.step, `${number}.${index + 2}`),
        ]),
      ];
  }
}

function describeBranch(
  description: Description,
  step: Step | undefined,
  number: string,
): readonly string[] {
  return indent(step === undefined ? ['nothing'] : describeStep(description, step, number));
}

function describeEntityFetch(
  { program, variables, numbers }: Description,
  fetch: EntityFetch,
  number: string,
): string[] {
  const head = `${number} asks ${fetch.node.serviceName} for entities, for the objects at ${fetch.path.join('.')}`;
  const requires = `takes from each: ${describeSelections(fetch.node.requires ?? [])}`;
  const call = program.calls.get(fetch);
  const others = (call?.members ?? []).filter((member) => member !== fetch);
  const isFirst = call?.members[0] === fetch;
  const together =
    others.length === 0
      ? []
      : [`one request with ${others.map((other) => numbers.get(other) ?? '').join(', ')}`];
  const sent = call === undefined || !isFirst ? [] : describeBody(toSampleBody(call, variables));
  return [head, ...indent([requires, ...together, ...sent])];
}

/** The request of all parts of a call, without the entities that only data can tell. */
function toSampleBody(call: EntityCall, variables: Readonly<Record<string, unknown>>): string {
  const asked = call.parts.map((part) => ({ part, representations: [JSON.stringify(PER_ENTITY)] }));
  return call.toRequest(asked, { ...variables }).body;
}

function describeBody(body: string): string[] {
  const { query, variables = {} } = JSON.parse(body) as {
    query: string;
    variables?: Readonly<Record<string, unknown>>;
  };
  const values = Object.entries(variables).map(([name, value]) => {
    const isSample = Array.isArray(value) && value[0] === PER_ENTITY;
    return `$${name} = ${isSample ? PER_ENTITY : JSON.stringify(value)}`;
  });
  return ['sends:', ...indent(print(parse(query)).split('\n')), ...indent(values)];
}

/** Such as `... on Region { __typename code }`. */
function describeSelections(selections: readonly QueryPlanSelectionNode[]): string {
  return selections
    .map((selection) => {
      const name =
        selection.kind === 'Field'
          ? selection.name
          : `... on ${selection.typeCondition ?? 'any type'}`;
      const below = selection.selections ?? [];
      return below.length === 0 ? name : `${name} { ${describeSelections(below)} }`;
    })
    .join(' ');
}

function numberFetches(step: Step, number = '1'): Map<EntityFetch, string> {
  switch (step.kind) {
    case 'Sequence':
    case 'Parallel':
      return new Map(
        step.steps.flatMap((each, index) => [...numberFetches(each, `${number}.${index + 1}`)]),
      );
    case 'Condition':
      return numberBranches([step.ifStep, step.elseStep], number);
    case 'Defer':
      return numberBranches([step.primary, ...step.deferred.map((each) => each.step)], number);
    case 'RootFetch':
      return new Map();
    case 'EntityFetch':
      return new Map([[step.fetch, number]]);
  }
}

function numberBranches(
  steps: readonly (Step | undefined)[],
  number: string,
): Map<EntityFetch, string> {
  return new Map(
    steps.flatMap((each, index) =>
      each === undefined ? [] : [...numberFetches(each, `${number}.${index + 1}`)],
    ),
  );
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
