import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { composeSupergraph } from '../../../federation/compose.ts';
import { createPlanner, describePlan, type FetchNode } from '../../../federation/planner.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@external", "@requires", "@interfaceObject"
])`;

const shelf = `
  type Query { media: [Media] }
  interface Media @key(fields: "id") { id: ID! title: String pages(of: Int = 1): Int }
  type Book implements Media @key(fields: "id") { id: ID! title: String pages(of: Int = 1): Int }
  type Film implements Media @key(fields: "id") { id: ID! title: String pages(of: Int = 1): Int }`;
const stars = `
  type Media @key(fields: "id") @interfaceObject {
    id: ID! title: String @external pages(of: Int = 1): Int @external
    stars: Int votes(of: Int): Int score: Score alike: [Media]
    blurb: String @requires(fields: "title")
    weight: Int @requires(fields: "pages(of: 2)")
  }
  type Score { points: Int voters: Int }`;

const composed = composeSupergraph(
  Object.entries({ shelf, stars }).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(`${LINK} ${sdl}`),
  })),
);
if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
const planner = createPlanner(readSupergraph(composed.supergraphSdl));

/** Of each fetch of stars: what is sent, and what is asked. */
const fetchesOf = (operation: string): string[] => {
  const text = describePlan(planner.plan(parse(operation), null)).replace(/\s+/g, ' ');
  return text
    .split('Fetch(service: "stars") ')
    .slice(1)
    .map((fetch) => fetch.slice(0, fetch.indexOf(' },')).replace(/[ }]+$/, ''));
};

describe('a fetch of interface objects', () => {
  it('stays one where what is required is required of all', () => {
    expect(fetchesOf('{ media { stars blurb } }')).toHaveLength(1);
  });

  it('asks what one type requires of those that have it, and all else of all', () => {
    expect(fetchesOf('{ media { stars ... on Film { blurb } } }')).toEqual([
      '{ { ... on Media { __typename id } ... on Film { __typename id } } => { ... on Media { stars',
      '{ { ... on Media { __typename id title } } => { ... on Media { blurb',
    ]);
  });

  it('sends what each of several fields requires with that field alone', () => {
    const fetches = fetchesOf('{ media { ... on Book { weight } ... on Film { blurb } } }');
    expect(fetches).toHaveLength(2);
    expect(fetches.filter((each) => each.includes('title'))).toEqual([
      expect.stringMatching(/=> .*blurb$/),
    ]);
    expect(fetches.filter((each) => each.includes('pages'))).toEqual([
      expect.stringMatching(/=> .*weight$/),
    ]);
  });

  it('is for no other types than those that it was planned for', () => {
    const fetches = fetchesOf('{ media { id ... on Film { stars blurb } } }');
    expect(fetches).toEqual([
      '{ { ... on Film { __typename id } ... on Film { __typename id } } => { ... on Media { stars',
      '{ { ... on Film { __typename title id } } => { ... on Media { blurb',
    ]);
  });

  it('parts the fields of a fragment that it spreads on entities', () => {
    const fetches = fetchesOf(
      `{ media { ...Rated ... on Film { blurb alike { ...Rated } } } }
      fragment Rated on Media { stars votes(of: 1) }`,
    );
    expect(fetches.map((each) => each.replace(/^.*=> /, ''))).toEqual([
      '{ ... on Media { ... on Media { stars votes(of: 1) } alike { ...Rated } } } fragment Rated on Media { stars votes(of: 1)',
      '{ ... on Media { blurb',
    ]);
  });

  it('sends the fragments of its own fields alone', () => {
    const plan = planner.plan(
      parse(
        `{ media { score { ...Of } other: score { ...Of } ... on Film { blurb } } }
        fragment Of on Score { points voters }`,
      ),
      null,
    );
    const operations = JSON.stringify(plan).match(/query[^"]*_entities[^"]*/g) ?? [];
    const asked = operations.filter((each) => each.includes('score') || each.includes('blurb'));
    expect(asked.map((each) => [each.includes('...Of'), each.includes('fragment Of')])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('is waited for with all that became of it by what is deferred until then', () => {
    const plan = planner.plan(
      parse('{ media { ... on Film { blurb } alike { ... @defer(label: "later") { title } } } }'),
      null,
    );
    const { node } = plan;
    if (node?.kind !== 'Defer') throw new Error('the plan defers nothing');
    const ids: unknown[] = [];
    JSON.stringify(node.primary, (_key, value: Partial<FetchNode> | undefined) => {
      if (value?.kind === 'Fetch' && value.serviceName === 'stars') ids.push(value.id);
      return value;
    });
    expect(new Set(ids).size).toBe(2);
    expect(node.deferred.map(({ depends }) => depends.map(({ id }) => id))).toEqual([ids]);
  });

  it('declares the variables of its own fields alone', () => {
    const plan = planner.plan(
      parse('query ($of: Int) { media { votes(of: $of) ... on Film { blurb } } }'),
      null,
    );
    const operations = JSON.stringify(plan).match(/query[^"]*_entities[^"]*/g) ?? [];
    const asked = operations.filter((each) => each.includes('votes') || each.includes('blurb'));
    expect(asked.map((each) => [each.includes('votes'), each.includes('$of:Int')])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
