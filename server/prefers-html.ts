/**
 * Whether an Accept header prefers `text/html` to every JSON answer of GraphQL, as a browser's address bar does. A
 * wildcard alone does not: a client that does not care gets JSON.
 */
export function prefersHtml(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map(toRange);
  const quality = (types: readonly string[]) =>
    Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ q }) => q));
  const html = quality(['text/html']);
  return html > 0 && html > quality(['application/json', 'application/graphql-response+json']);
}

function toRange(text: string): { readonly type: string; readonly q: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, q: q === undefined ? 1 : Number(q) || 0 };
}
