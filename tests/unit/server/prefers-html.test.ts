import { describe, expect, it } from '@jest/globals';

import { prefersHtml } from '../../../server/prefers-html.ts';

describe('preferring HTML', () => {
  it.each([
    undefined,
    '',
    '*/*',
    'text/*',
    'application/json',
    'application/json, text/html',
    'application/graphql-response+json, text/html;q=0.9',
    'text/html;q=0',
    'text/html;q=nonsense',
  ])('is not said by %s', (accept) => {
    expect(prefersHtml(accept)).toBe(false);
  });

  it.each([
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8',
    'application/json;q=0.5, text/html;q=0.8',
  ])('is said by %s', (accept) => {
    expect(prefersHtml(accept)).toBe(true);
  });
});
