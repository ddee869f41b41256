import {
  projectParts,
  type DeferredObject,
  type ProjectedResponse,
  type ProjectionRequest,
} from './project-response.ts';
import type { ExecutionError } from './execution-error.ts';
import { apart, type ExecutedPlan } from './run-program.ts';
import { isJsonObject, ownValue, type JsonObject, type ResponsePath } from './json.ts';

/** A part of one object that was deferred. */
export interface DeliveredPart extends Omit<ProjectedResponse, 'deferred'> {
  readonly path: ResponsePath;
  /** The client's. */
  readonly label: string | undefined;
}

/** The parts that became ready together. */
export interface Delivery {
  readonly parts: readonly DeliveredPart[];
  /** Whether more will come. */
  readonly hasNext: boolean;
}

/**
 * Gives the parts that an answer left out, as what they need is fetched. Those of one label come together; what is
 * deferred within a part follows it. Objects that a null took with it have no parts.
 *
 * @param request - what the answer was projected by
 * @param initial - the answer
 */
export async function* deliverParts(
  request: ProjectionRequest,
  initial: ProjectedResponse,
): AsyncGenerator<Delivery, void, undefined> {
  const waiting = new Map<string, DeferredObject[]>();
  awaitParts(waiting, initial, []);
  while (waiting.size > 0) {
    const { label, executed } = await firstOf([...waiting.keys()], request.executed);
    const objects = waiting.get(label) ?? [];
    waiting.delete(label);
    const responses = projectParts({ ...request, executed }, objects);
    const paths = objects.map(({ path }) => path);
    const errors = groupErrors(responses, paths);
    const parts = responses.map(
      ({ data, valueCompletion, deferred = [] }, index): DeliveredPart => {
        const path = paths[index] ?? [];
        awaitParts(waiting, { data, deferred }, path);
        const clientLabel = toClientLabel(label);
        return { data, errors: errors[index] ?? [], valueCompletion, path, label: clientLabel };
      },
    );
    yield { parts, hasNext: waiting.size > 0 };
  }
}

/** Whether an answer leaves anything out that will come. */
export function hasParts(initial: ProjectedResponse): boolean {
  return (initial.deferred ?? []).some(({ path }) => isObjectAt(initial.data, path));
}

function awaitParts(
  waiting: Map<string, DeferredObject[]>,
  { data, deferred = [] }: Pick<ProjectedResponse, 'data' | 'deferred'>,
  at: ResponsePath,
): void {
  for (const each of deferred) {
    if (!isObjectAt(data, each.path.slice(at.length))) continue;
    waiting.set(each.label, [...(waiting.get(each.label) ?? []), each]);
  }
}

/** Each error with the part that it is in; those of a whole list with the list's first. */
function groupErrors(
  responses: readonly ProjectedResponse[],
  paths: readonly ResponsePath[],
): readonly ExecutionError[][] {
  const groups = paths.map((): ExecutionError[] => []);
  for (const error of responses.flatMap(({ errors }) => errors)) {
    const index = paths.findIndex((path) => path.every((part, at) => error.path[at] === part));
    groups[Math.max(0, index)]?.push(error);
  }
  return groups;
}

interface FetchedPart {
  readonly label: string;
  readonly executed: ExecutedPlan;
}

/** The first label whose part is fetched, in the order of the document where several are. */
function firstOf(labels: readonly string[], executed: ExecutedPlan): Promise<FetchedPart> {
  return Promise.race(
    labels.map(async (label) => {
      const part = executed.deferral?.part(label);
      return { label, executed: part === undefined ? apart(executed) : await part };
    }),
  );
}

function isObjectAt(data: JsonObject | null, path: ResponsePath): boolean {
  let value: unknown = data;
  for (const part of path) {
    if (Array.isArray(value)) value = typeof part === 'number' ? value[part] : undefined;
    else value = isJsonObject(value) ? ownValue(value, String(part)) : undefined;
  }
  return isJsonObject(value);
}

/** The parse stage's label is a number, and after a colon the client's own. */
function toClientLabel(label: string): string | undefined {
  const colon = label.indexOf(':');
  return colon < 0 ? undefined : label.slice(colon + 1);
}
