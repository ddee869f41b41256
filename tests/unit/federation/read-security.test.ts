import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readSecurity } from '../../../federation/read-security.ts';

const read = (links: string, sdl: string) =>
  readSecurity(parse(`schema ${links} { query: Query } ${sdl}`));
const link = (url: string, rest = '') => `@link(url: "${url}"${rest})`;
const SPEC = 'https://specs.apollo.dev/authenticated';

describe('a security directive', () => {
  it.each([
    ['without a link', '', '@authenticated'],
    [
      'of another specification',
      link('https://example.invalid/authenticated/v0.1'),
      '@authenticated',
    ],
    [
      'under its own name where it was renamed',
      link(`${SPEC}/v0.1`, ', as: "login"'),
      '@authenticated',
    ],
  ])('is none %s', (_how, links, directive) => {
    expect(read(links, `type Query { a: Int ${directive} }`).fields.size).toBe(0);
  });

  it.each([
    ['under its own name', link(`${SPEC}/v0.1`), '@authenticated'],
    ['of a later version', link(`${SPEC}/v1.2`), '@authenticated'],
    ['renamed by as', link(`${SPEC}/v0.1`, ', as: "login"'), '@login'],
    [
      'imported',
      link(`${SPEC}/v0.1`, ', as: "auth", import: ["@authenticated"]'),
      '@authenticated',
    ],
    [
      'imported under another name',
      link(`${SPEC}/v0.1`, ', import: [{ name: "@authenticated", as: "@login" }]'),
      '@login',
    ],
    ['by the older @core', `@core(feature: "${SPEC}/v0.1", as: "login")`, '@login'],
    ['linked by a link that was renamed itself', `@uses(url: "${SPEC}/v0.1")`, '@authenticated'],
    [
      'by an address in capitals',
      link('HTTPS://Specs.Apollo.dev/authenticated/v0.1'),
      '@authenticated',
    ],
    [
      'by an address with its port',
      link('https://specs.apollo.dev:443/authenticated/v0.1'),
      '@authenticated',
    ],
    [
      'by an address with more behind it',
      link(`${SPEC}/v0.1?x=1#@authenticated`),
      '@authenticated',
    ],
    [
      'by an address with a user',
      link('https://me@specs.apollo.dev/authenticated/v0.1'),
      '@authenticated',
    ],
  ])('is known %s', (_how, links, directive) => {
    expect([...read(links, `type Query { a: Int ${directive} }`).fields.keys()]).toEqual([
      'Query.a',
    ]);
  });

  it('asks what a type and its extension ask together', () => {
    const scopes = link('https://specs.apollo.dev/requiresScopes/v0.1');
    const security = read(
      `${link(`${SPEC}/v0.1`)} ${scopes}`,
      'type Query { a: T } type T @requiresScopes(scopes: [["x"]]) { b: Int } extend type T @authenticated @requiresScopes(scopes: ["y", "z"])',
    );
    expect(security.types.get('T')).toEqual({
      authenticated: true,
      scopes: [[['x']], [['y'], ['z']]],
      policies: [],
    });
  });
});
