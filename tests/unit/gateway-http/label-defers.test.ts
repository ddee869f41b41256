import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';

import { hasDefers, labelDefers, withoutDefers } from '../../../gateway/parse/label-defers.ts';

const flat = (document: ReturnType<typeof parse>): string =>
  print(document).replaceAll(/\s+/g, ' ').trim();

describe('labels of what is deferred', () => {
  it('are numbers, with the client’s own label behind', () => {
    const document = parse(
      '{ a { ... @defer { b } ... on T @defer(if: $c, label: "x:y") { c } } }',
    );
    expect(flat(labelDefers(document))).toBe(
      '{ a { ... @defer(label: "1") { b } ... on T @defer(if: $c, label: "2:x:y") { c } } }',
    );
  });

  it('differ for each place that a fragment is spread in, also where it defers further down', () => {
    const document = parse(
      '{ a { ...F } b { ...F } c { ...G } } fragment F on T { ...G @defer } fragment G on T { d }',
    );
    expect(flat(labelDefers(document))).toBe(
      '{ a { ... on T { ... on T @defer(label: "1") { d } } } ' +
        'b { ... on T { ... on T @defer(label: "2") { d } } } c { ...G } } ' +
        'fragment F on T { ...G @defer } fragment G on T { d }',
    );
  });

  it('are not needed where a client takes one answer', () => {
    const document = parse(
      '{ a { ...F @defer(label: "x") @include(if: $c) } } fragment F on T { d }',
    );
    expect(hasDefers(document)).toBe(true);
    const whole = withoutDefers(document);
    expect(hasDefers(whole)).toBe(false);
    expect(flat(whole)).toBe('{ a { ...F @include(if: $c) } } fragment F on T { d }');
  });
});
