import { ownValue, type JsonObject } from './json.ts';

/** An operation for a subgraph, with everything but its variables' values already written. */
export interface BodyTemplate {
  readonly head: string;
  /** The client's variables that it uses. */
  readonly variables: readonly { readonly name: string; readonly key: string }[];
}

export function toBodyTemplate(operation: {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variableNames: readonly string[];
}): BodyTemplate {
  const { query, operationName, variableNames } = operation;
  return {
    head:
      `{"query":${JSON.stringify(query)}` +
      (operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`) +
      ',"variables":{',
    variables: variableNames.map((name) => ({ name, key: `${JSON.stringify(name)}:` })),
  };
}

/** The body of a request: `representations` are `"name":[…]` texts that come before the client's own variables. */
export function writeBody(
  template: BodyTemplate,
  variables: Readonly<JsonObject>,
  representations: readonly string[],
): string {
  let body = template.head + representations.join(',');
  let separator = representations.length === 0 ? '' : ',';
  for (const { name, key } of template.variables) {
    const value = ownValue(variables, name);
    if (value === undefined) continue;
    body += separator + key + JSON.stringify(value);
    separator = ',';
  }
  return `${body}}}`;
}
