import { describe, expect, it } from '@jest/globals';
import { badUserInput, SourceError } from '../../../common/errors/errors.ts';
import { parseNik } from '../../../common/nik.ts';
import { readSubgraphErrors } from '../../../gateway/execute/read-subgraph-errors.ts';
import { formatErrors } from '../../../gateway/respond/format-errors.ts';
import { toErrorExtensions } from '../../../subgraphs/shared/format-error.ts';

type Sent = Readonly<Record<string, unknown>>;

/** What the client sees of one error that a subgraph sent, after its travel as JSON. */
function show(sent: Sent, language: 'en' | 'id' = 'en'): unknown {
  const received: unknown = JSON.parse(JSON.stringify([sent]));
  const errors = readSubgraphErrors('tetangga', received).map(({ error, extensions }) => ({
    error,
    extensions,
  }));
  return formatErrors(errors, { language, requestId: 'r-1' })[0];
}

const MASKED = {
  message: 'Error while fetching subquery from service "tetangga"',
  extensions: {
    code: 'BAD_USER_INPUT',
    retryable: false,
    serviceName: 'tetangga',
    requestId: 'r-1',
  },
};

describe('an error that a subgraph sent', () => {
  it.each<[string, unknown]>([
    ['an object', { rule: { text: 'MARKER' } }],
    ['one language', { rule: { en: 'MARKER' } }],
    ['a third language', { rule: { en: 'MARKER', id: 'MARKER', su: 'MARKER' } }],
    ['no texts in the languages', { rule: { en: ['MARKER'], id: { en: 'MARKER' } } }],
    ['a list', { rule: ['MARKER'] }],
    ['null', { argument: 'MARKER', rule: null }],
    ['true', { argument: 'MARKER', rule: true }],
    ['nothing but a list', ['MARKER']],
    ['a text', 'MARKER'],
  ])('is not shown where a parameter holds %s', (_what, parameters) => {
    const sent = { message: 'MARKER', extensions: { code: 'BAD_USER_INPUT', parameters } };
    expect(show(sent)).toEqual(MASKED);
  });

  it('is not shown where a stranger sends a text without parameters', () => {
    expect(show({ message: 'MARKER', extensions: { code: 'BAD_USER_INPUT' } })).toEqual(MASKED);
  });

  it('of an impossible NIK is said in the language of the client', () => {
    const parsed = parseNik('3671010113800001');
    if (parsed.ok) throw new Error('there is no 13th month');
    const sent = { extensions: toErrorExtensions(badUserInput('nik', parsed.rule)) };
    expect(show(sent, 'id')).toMatchObject({
      message: 'Argumen "nik": angka ke-9 dan ke-10 bukan bulan (01–12)',
    });
    expect(show(sent, 'en')).toMatchObject({
      message: 'Argument "nik": digits 9–10 are no month (01–12)',
    });
  });

  it('of a source keeps its system and region', () => {
    const error = new SourceError('SOURCE_TIMEOUT', { system: 'siak', region: '36.71' });
    expect(show({ extensions: toErrorExtensions(error) }, 'id')).toEqual({
      message: 'siak wilayah 36.71 tidak menjawab tepat waktu.',
      extensions: {
        code: 'SOURCE_TIMEOUT',
        retryable: true,
        serviceName: 'tetangga',
        system: 'siak',
        region: '36.71',
        requestId: 'r-1',
      },
    });
  });
});
