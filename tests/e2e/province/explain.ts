import { describe, expect, it } from '@jest/globals';

import { readExample, type Question } from '../../support/jawara.ts';
import { jawara } from './province.ts';

interface ToldFetch {
  readonly subgraph: string;
  readonly paths: readonly (readonly string[])[];
  readonly operation: string;
  readonly entities: number | null;
  readonly startMs: number;
  readonly durationMs: number;
  readonly ok: boolean;
}

const ASKS = { 'jawara-explain': 'plan' };

async function explanationOf(question: Question) {
  const { text } = await jawara.ask(question);
  const { extensions } = JSON.parse(text) as {
    extensions?: { explain?: { plan: string | null; fetches: readonly ToldFetch[] } };
  };
  return extensions?.explain;
}

describe('Jawara-Explain: plan', () => {
  it.each([null, 'warga', 'petugas-3671', 'app-anggaran'])(
    'tells %s nothing, who may not see plans',
    async (persona) => {
      const question = { ...readExample('budget'), persona, headers: ASKS };
      expect(await explanationOf(question)).toBeUndefined();
    },
  );

  it('tells nothing where it is not asked, or something else is', async () => {
    const question = { ...readExample('budget'), persona: 'provinsi' };
    expect(await explanationOf(question)).toBeUndefined();
    const headers = { 'jawara-explain': 'everything' };
    expect(await explanationOf({ ...question, headers })).toBeUndefined();
  });

  it('tells the plan and each fetch, and of variables and data nothing', async () => {
    const question = { ...readExample('regency-at-a-glance'), persona: 'provinsi', headers: ASKS };
    const told = await explanationOf(question);
    expect(told?.plan).toMatch(/^QueryPlan \{\n {2}Sequence \{\n {4}Fetch\(service: "regions"\)/);
    const [first, ...rest] = told?.fetches ?? [];
    expect(first).toMatchObject({ subgraph: 'regions', paths: [], entities: null, ok: true });
    expect(rest.map(({ subgraph, paths, entities }) => [subgraph, paths, entities]).sort()).toEqual(
      ['agriculture', 'education', 'finance', 'health', 'population'].map((subgraph) => [
        subgraph,
        [['region']],
        1,
      ]),
    );
    const firstEndMs = (first?.startMs ?? 0) + (first?.durationMs ?? 0);
    expect(rest.every(({ startMs }) => startMs >= firstEndMs - 0.02)).toBe(true);
    expect(rest.every(({ operation }) => operation.includes('_entities('))).toBe(true);
    expect(question.variables).toMatchObject({ code: '36.03' });
    expect(JSON.stringify(told)).not.toContain('36.03');
  });

  it('tells which parts of an operation share a request, and keeps what else is told', async () => {
    const { text } = await jawara.ask({
      persona: 'provinsi',
      headers: ASKS,
      query: `{
        regencies { finance { budget } health { freeBeds { value } } }
        region(code: "36.71") { finance { budget } }
      }`,
    });
    const { extensions } = JSON.parse(text) as {
      extensions: { completeness?: unknown; explain: { fetches: readonly ToldFetch[] } };
    };
    expect(extensions.completeness).toBeDefined();
    const finance = extensions.explain.fetches.filter(({ subgraph }) => subgraph === 'finance');
    expect(finance.map(({ paths }) => paths.map((path) => path.join('.')).sort())).toEqual([
      ['regencies.@', 'region'],
    ]);
  });

  it('tells of an operation that needs no fetch that there was none', async () => {
    const question = { query: '{ __typename me { name } }', persona: 'provinsi', headers: ASKS };
    expect(await explanationOf(question)).toEqual({ plan: null, fetches: [] });
  });
});
