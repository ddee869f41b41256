import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PURPOSES } from '../../../common/envelope/envelope.ts';
import { readCaseReference } from '../../../gateway/authorize/read-purpose.ts';
import { personWith } from '../../support/callers.ts';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    requirePurpose: true,
    subgraphs: {
      register: {
        typeDefs: `
          type Query { resident: Resident count: Int any: [Sourced] owner: Nik news: News }
          interface Sourced { asOf: String }
          type Resident implements Sourced @tag(name: "personal") {
            asOf: String name: String religion: String @requiresScopes(scopes: [["religion"]])
          }
          type News implements Sourced { asOf: String author: String @tag(name: "personal-specific") }
          type Residents { total: Int }
          scalar Nik @tag(name: "personal")
        `,
        resolvers: {
          Query: {
            resident: () => ({ name: 'Sari', asOf: 'now' }),
            count: () => 1,
            news: () => ({ asOf: 'now' }),
          },
        },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
});

const officer = personWith({ scopes: ['resident'] });
const citizen = personWith({ id: 'warga', subjectNik: '3671010101900001' });

async function codeOf(query: string, question: Parameters<FederatedGraph['ask']>[1] = {}) {
  const answer = await graph.ask(query, { caller: officer, ...question });
  return answer.errors?.[0]?.extensions['code'];
}

describe('an operation that selects personal data', () => {
  it.each([
    '{ resident { name } }',
    '{ resident { __typename } }',
    '{ resident { ... on Sourced { asOf } } }',
    '{ resident { ...F } } fragment F on Sourced { asOf }',
    '{ any { asOf } }',
    '{ owner }',
    '{ news { author } }',
    '{ count r: resident { name @skip(if: false) } }',
  ])('is refused without a purpose, and no subgraph is asked: %s', async (query) => {
    expect(await codeOf(query)).toBe('PURPOSE_REQUIRED');
    expect(await codeOf(query, { purpose: '' })).toBe('PURPOSE_REQUIRED');
    expect(graph.asked).toEqual([]);
    expect(await codeOf(query, { purpose: 'PUBLIC_SERVICE' })).toBeUndefined();
  });

  it('is refused with a purpose outside the closed list', async () => {
    for (const purpose of [
      'public_service',
      'MARKETING',
      'PUBLIC_SERVICE,EMERGENCY',
      'constructor',
    ]) {
      expect(await codeOf('{ resident { name } }', { purpose })).toBe('BAD_USER_INPUT');
    }
    expect(graph.asked).toEqual([]);
  });

  it('is refused as SUBJECT_ACCESS to who is no data subject', async () => {
    const purpose = 'SUBJECT_ACCESS';
    expect(await codeOf('{ resident { name } }', { purpose })).toBe('BAD_USER_INPUT');
  });

  it('is a citizen’s own access where he names no purpose', async () => {
    expect(await codeOf('{ resident { name } }', { caller: citizen })).toBeUndefined();
  });

  it.each(PURPOSES.filter((purpose) => purpose !== 'SUBJECT_ACCESS'))(
    'is run for %s',
    async (purpose) => {
      expect(await codeOf('{ resident { name } }', { purpose })).toBeUndefined();
    },
  );
});

describe('an operation of which nothing personal is left', () => {
  it('needs no purpose: what was denied was not read', async () => {
    expect(await codeOf('{ count resident { religion } }')).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(graph.asked).toHaveLength(1);
  });

  it.each(['{ count }', '{ news { asOf } }', '{ __typename __schema { queryType { name } } }'])(
    'needs no purpose: %s',
    async (query) => {
      expect(await codeOf(query)).toBeUndefined();
    },
  );
});

describe('a case reference', () => {
  it.each(['a b', 'é', 'x'.repeat(65), 'a\nb', 'a"b'])('is refused as %j', (header) => {
    expect(() => readCaseReference(header)).toThrow('Jawara-Case-Reference');
  });

  it('is a short plain word', () => {
    expect(readCaseReference('470/12-A_2.1')).toBe('470/12-A_2.1');
    expect(readCaseReference('')).toBeNull();
  });
});
