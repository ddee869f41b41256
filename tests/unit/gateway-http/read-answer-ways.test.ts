import { describe, expect, it } from '@jest/globals';

import { readAnswerWays } from '../../../gateway/read/read-answer-ways.ts';

describe('the ways in which a client takes answers', () => {
  it.each<[string | undefined, readonly string[]]>([
    [undefined, []],
    ['application/json', ['JSON']],
    ['text/event-stream', ['EVENTS']],
    ['application/json;q=0.5, text/event-stream', ['EVENTS', 'JSON']],
    ['multipart/mixed;deferSpec=20220824, application/json', ['PARTS', 'JSON']],
    ['multipart/mixed; boundary="-"', ['PARTS']],
    [
      'application/graphql-response+json, text/event-stream, multipart/mixed',
      ['JSON', 'EVENTS', 'PARTS'],
    ],
    // Other protocols of the same media type.
    ['multipart/mixed;subscriptionSpec=1.0', []],
    ['multipart/mixed;deferSpec=20991231, application/json', ['JSON']],
    ['text/event-stream;q=0', []],
    ['text/html', []],
  ])('are read from %s', (accept, ways) => {
    expect(readAnswerWays(accept === undefined ? {} : { accept })).toEqual(ways);
  });
});
