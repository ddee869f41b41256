import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigurationError, formatFault } from '../../../common/config/configuration-error.ts';
import {
  checkYamlConfig,
  readYamlConfig,
  refuseFaults,
} from '../../../common/config/read-yaml-config.ts';
import { aFolder } from './a-folder.ts';

const schema = z.strictObject({
  server: z.strictObject({
    port: z.int().min(1).max(65_535),
    host: z.string().default('127.0.0.1'),
    level: z.enum(['debug', 'info', 'warn']).default('info'),
  }),
  issuers: z
    .array(z.strictObject({ url: z.url('expected a URL'), secret: z.string().optional() }))
    .min(1),
  keys: z
    .record(z.string().regex(/^[a-z]+$/, 'expected lower-case letters'), z.boolean())
    .default({}),
});

let folder = aFolder({});
afterEach(() => {
  folder.remove();
});

function faultsOf(text: string, environment: Record<string, string> = {}): readonly string[] {
  folder = aFolder({ 'gateway.yml': text });
  const { faults, value } = checkYamlConfig(join(folder.path, 'gateway.yml'), schema, environment);
  expect(value === undefined).toBe(faults.length > 0);
  return faults.map((fault) => formatFault(fault).replace(`${folder.path}/`, ''));
}

describe('a configuration file', () => {
  it('reports all faults at once, each with its line, column and what was expected', () => {
    const text = [
      'server:',
      '  prot: 4000',
      '  host: 36.71',
      '  level: inof',
      'issuers:',
      '  - url: nowhere',
      '    secret: ${SIGNING_KEY}',
      '  - secert: x',
      'keys:',
      '  UPPER: true',
      '  lower: 1',
      'extra: {}',
      '',
    ].join('\n');
    expect(faultsOf(text)).toEqual([
      'gateway.yml:1:1 server.port: is missing; expected a number',
      'gateway.yml:2:3 server.prot: unknown key; did you mean "port"?',
      'gateway.yml:3:3 server.host: expected a text, in quotes',
      'gateway.yml:4:3 server.level: expected one of debug, info, warn; did you mean "info"?',
      'gateway.yml:6:5 issuers.0.url: expected a URL',
      'gateway.yml:7:5 issuers.0.secret: the environment variable SIGNING_KEY is not set',
      'gateway.yml:8:5 issuers.1.url: is missing; expected a text',
      'gateway.yml:8:5 issuers.1.secert: unknown key; did you mean "secret"?',
      'gateway.yml:10:3 keys.UPPER: expected lower-case letters',
      'gateway.yml:11:3 keys.lower: expected true or false',
      'gateway.yml:12:1 extra: unknown key; known here: server, issuers, keys',
    ]);
  });

  it.each([
    ['server: [unclosed', /gateway\.yml:\d+:\d+ the file is not YAML/],
    ['server:\n\tport: 1', /gateway\.yml:2:\d+ the file is not YAML/],
    [
      'server: {port: 1}\nserver: {port: 2}',
      /gateway\.yml:2:1 the file is not YAML \(duplicate key\)/,
    ],
    ['', /gateway\.yml:1:1 expected a map of keys/],
    ['- a', /gateway\.yml:1:1 expected a map of keys/],
    ['a: 1\n---\nb: 2', /not YAML \(multiple docs\)/],
  ])('refuses %j', (text, expected) => {
    expect(faultsOf(text).join('\n')).toMatch(expected);
  });

  it('refuses aliases, so that no file unfolds to more than its size', () => {
    expect(faultsOf('server: &s {port: 1}\nissuers: *s').join('\n')).toMatch(
      /gateway\.yml:2:1 issuers: aliases \(\*name\) are not taken/,
    );
  });

  it('refuses a file that is not there', () => {
    expect(() => readYamlConfig('no-such.yml', schema, {})).toThrow(
      /no-such\.yml:1:1 the file cannot be read \(ENOENT\)/,
    );
  });

  it('refuses a reference within a longer text, and an empty variable', () => {
    const faults = faultsOf(
      'server: {port: 1}\nissuers:\n  - url: https://${HOST}/\n    secret: ${EMPTY}\n',
      { HOST: 'marker', EMPTY: '' },
    );
    expect(faults).toEqual([
      'gateway.yml:3:5 issuers.0.url: a reference to the environment is the whole value: ${NAME}',
      'gateway.yml:4:5 issuers.0.secret: the environment variable EMPTY is not set',
    ]);
  });

  it('repeats no value of the file or of the environment', () => {
    const faults = faultsOf(
      'server: {port: marker-1, level: marker-2}\nissuers:\n  - url: ${WRONG}\n  - marker-3\n',
      { WRONG: 'marker-4' },
    );
    expect(faults).toHaveLength(4);
    expect(faults.join('\n')).not.toContain('marker');
  });

  it('repeats nothing of a file that is not YAML', () => {
    expect(faultsOf('server: "marker\nissuers: @marker').join('\n')).not.toContain('marker');
  });

  it('has its values, defaults and references when it is right', () => {
    folder = aFolder({
      'gateway.yml':
        'server: {port: 4000}\nissuers:\n  - url: ${ISSUER}\n    secret: "${SECRET}"\n',
    });
    const environment = { ISSUER: 'https://id.example', SECRET: '${NOT_EXPANDED_TWICE}' };
    expect(readYamlConfig(join(folder.path, 'gateway.yml'), schema, environment)).toEqual({
      server: { port: 4000, host: '127.0.0.1', level: 'info' },
      issuers: [{ url: 'https://id.example', secret: '${NOT_EXPANDED_TWICE}' }],
      keys: {},
    });
  });

  it('takes no variable of this process by itself', () => {
    expect(faultsOf('server: {port: 1}\nissuers: [{url: "${PATH}"}]')).toEqual([
      expect.stringContaining('the environment variable PATH is not set'),
    ]);
  });

  it('is reported together with others', () => {
    folder = aFolder({ 'b.yml': 'server: {}', 'a.yml': 'issuers: []' });
    const faults = ['b.yml', 'a.yml'].flatMap(
      (name) => checkYamlConfig(join(folder.path, name), schema, {}).faults,
    );
    let thrown: unknown;
    try {
      refuseFaults(faults);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ConfigurationError);
    expect((thrown as Error).message.replaceAll(`${folder.path}/`, '')).toBe(
      [
        'The configuration has 4 faults:',
        '  a.yml:1:1 server: is missing; expected a map of keys',
        '  a.yml:1:1 issuers: expected at least 1 entries',
        '  b.yml:1:1 server.port: is missing; expected a number',
        '  b.yml:1:1 issuers: is missing; expected a list',
      ].join('\n'),
    );
  });
});
