import { errorCatalogue, type CatalogueEntry } from '../common/errors/catalogue.ts';

const INTRODUCTION = `# Errors

This file is written from \`common/errors/catalogue.ts\` by \`npx tsx scripts/write-error-docs.ts\`; do not edit it.

Every error of a response has a \`message\` in the language that the request accepts (\`Accept-Language: id\` or \`en\`, which
is the default) and the extensions:

- \`code\`: one of the codes below.
- \`retryable\`: whether the same request may succeed later, unchanged. Below stands the usual value; a single error may
  know better.
- \`requestId\`: stands in the logs and in the header \`X-Request-Id\`.
- \`system\` and \`region\`: of a source, which legacy system failed and whose it is.
- \`serviceName\`: the subgraph that an error comes from. A subgraph that is not ours may send codes of its own.

An error within a response costs its own field: the field is null, \`path\` leads to it, the rest is served and the status
is 200. The status below holds where the request is refused as a whole, and the response then has no \`data\`. Faults of the
GraphQL request itself (parsing, validation, variables, the choice of the operation) are answered with status 200 to a
client that accepts \`application/json\` alone, as the specification GraphQL over HTTP recommends.

No message repeats a value that was sent: an argument is named, and the rule that it breaks. A \`{placeholder}\` is filled
in the message's language too; names, codes and numbers are the same in both. What the GraphQL library says of rarer
faults of a document (\`{reason}\` of \`GRAPHQL_PARSE_FAILED\` and \`GRAPHQL_VALIDATION_FAILED\`) is English in both.
`;

type Code = readonly [code: string, entry: CatalogueEntry];

const GROUPS: readonly { readonly title: string; readonly holds: (code: Code) => boolean }[] = [
  {
    title: 'The caller',
    holds: ([, { httpStatus }]) => httpStatus === 401 || httpStatus === 403,
  },
  {
    title: 'The request',
    holds: ([, { httpStatus }]) => httpStatus < 500 && httpStatus !== 401 && httpStatus !== 403,
  },
  {
    title: 'The gateway',
    holds: ([code, { httpStatus }]) => httpStatus >= 500 && !code.startsWith('SOURCE_'),
  },
  { title: 'The sources', holds: ([code]) => code.startsWith('SOURCE_') },
];

/** The text of `docs/errors.md`: every code of the catalogue once. */
export function renderErrorDocs(): string {
  const codes: readonly Code[] = Object.entries(errorCatalogue);
  return [
    INTRODUCTION,
    ...GROUPS.flatMap(({ title, holds }) => [
      `## ${title}\n`,
      ...codes.filter(holds).map(renderCode),
    ]),
  ].join('\n');
}

function renderCode([code, entry]: Code): string {
  return [
    `### \`${code}\`\n`,
    `- status ${entry.httpStatus}, ${entry.retryable ? 'retryable' : 'not retryable'}`,
    `- en: ${entry.en}`,
    `- id: ${entry.id}\n`,
  ].join('\n');
}
