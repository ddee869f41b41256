import type { CaseAnswer } from './open-topic.ts';
import type { Case, ExpectedError } from './read-topic.ts';

/** What is compared of an answer: everything but messages, locations and request ids. */
export interface ComparedAnswer {
  /** As JSON, so that the order of keys counts; undefined where there is no `data`. */
  readonly data: string | undefined;
  /** In the order of their paths: parallel fetches fail in any order. */
  readonly errors: readonly ExpectedError[];
  readonly completion: readonly (readonly (string | number)[])[];
  readonly fetches: Readonly<Record<string, number>> | undefined;
}

export function toExpected(each: Case): ComparedAnswer {
  return {
    data: each.hasData ? toJson(each.data) : undefined,
    errors: sorted(each.errors),
    completion: sorted(each.completion),
    fetches: each.fetches,
  };
}

export function toReceived({ response, fetches }: CaseAnswer, each: Case): ComparedAnswer {
  const { errors = [], extensions = {} } = response as unknown as Response;
  return {
    data: Object.hasOwn(response, 'data') ? toJson(response['data']) : undefined,
    errors: sorted(errors.map(toError)),
    completion: sorted((extensions.valueCompletion ?? []).map(({ path }) => path)),
    fetches: each.fetches === undefined ? undefined : fetches,
  };
}

interface Response {
  readonly errors?: readonly ResponseError[];
  readonly extensions?: {
    readonly valueCompletion?: readonly { readonly path: (string | number)[] }[];
  };
}

interface ResponseError {
  readonly path?: (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly serviceName?: string;
    readonly selection?: string;
  };
}

function toError({ path, extensions }: ResponseError): ExpectedError {
  const { code, serviceName, selection } = extensions;
  return {
    ...(path === undefined ? {} : { path }),
    code,
    ...(serviceName === undefined ? {} : { service: serviceName }),
    ...(selection === undefined ? {} : { selection }),
  };
}

function toJson(value: unknown): string {
  return JSON.stringify(value, null, 1);
}

function sorted<T>(items: readonly T[]): T[] {
  const key = (item: T) => JSON.stringify((item as { path?: unknown }).path ?? item);
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
