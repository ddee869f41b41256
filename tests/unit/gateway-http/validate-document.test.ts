import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { validateDocument } from '../../../gateway/parse/validate-document.ts';
import { RefusedRequest } from '../../../gateway/response-error.ts';

const schema = buildSchema(
  'type Query { now: Int } type Subscription { tick: Tick } type Tick { id: ID }',
);

function refusalOf(document: string): RefusedRequest {
  try {
    validateDocument(schema, parse(document));
  } catch (error) {
    if (error instanceof RefusedRequest) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe("a condition at a subscription's root", () => {
  it.each([
    'subscription($on: Boolean!) { tick @include(if: $on) { id } }',
    'subscription { tick @include(if: "MARKER") { id } }',
    'subscription { tick @skip { id } }',
  ])('is refused where it cannot be decided, and no literal is repeated: %s', (document) => {
    const [first, ...others] = refusalOf(document).errors;
    expect(others).toEqual([]);
    expect(first.error.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(first.locations).toHaveLength(1);
    expect(first.error.message).not.toContain('MARKER');
    expect(first.error.message).toContain("A condition at a subscription's root");
  });
});
