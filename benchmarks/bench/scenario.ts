/** One request, sent over and over. */
export interface Scenario {
  readonly name: string;
  /** JSON; where `unique` is `variable`, each `@@N@@` in it becomes a number of its own a request. */
  readonly body: string;
  /** Where requests differ: nowhere, in their header `authorization`, or in a variable. */
  readonly unique: 'none' | 'header' | 'variable';
  readonly headers: Readonly<Record<string, string>>;
  /** What has to be answered; undefined: what stock answers. */
  readonly expected: ExpectedAnswer | undefined;
}

export interface ExpectedAnswer {
  readonly data: unknown;
  /** Codes of the errors beside the data, in order; of a fetched field none is expected. */
  readonly errorCodes: readonly string[];
}

let counter = Date.now() % 1_000_000;

/** A request of a scenario, with what is unique in it. */
export function toRequest(scenario: Scenario): {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const headers = { 'content-type': 'application/json', ...scenario.headers };
  if (scenario.unique === 'none') return { body: scenario.body, headers };
  counter += 1;
  if (scenario.unique === 'header')
    return { body: scenario.body, headers: { ...headers, authorization: `Bearer t${counter}` } };
  return { body: scenario.body.replaceAll('@@N@@', String(counter)), headers };
}
