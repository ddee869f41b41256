import { describe, expect, it } from '@jest/globals';
import { buildSchema, OperationTypeNode } from 'graphql';
import { ClientError } from '../../../common/errors/errors.ts';
import type { FetchNode, PlanNode } from '../../../federation/planner.ts';
import { createProgramCompiler } from '../../../gateway/execute/compile-program.ts';
import type { JsonObject } from '../../../gateway/execute/json.ts';
import { runProgram } from '../../../gateway/execute/run-program.ts';

const schema = buildSchema(`
  type Query { users: [User] }
  interface Node { id: ID }
  type User implements Node { id: ID, name: String, tags: [Tag] }
  type Guest implements Node { id: ID }
  type Tag { a: Int, b: Int }
`);

function fetchOf(part: Partial<FetchNode> & { readonly operation: string }): FetchNode {
  return {
    kind: 'Fetch',
    serviceName: 's',
    variableUsages: [],
    operationKind: OperationTypeNode.QUERY,
    operationName: undefined,
    operationDocumentNode: undefined,
    ...part,
  } as FetchNode;
}

const userKey = [
  {
    kind: 'InlineFragment' as const,
    typeCondition: 'User',
    selections: [
      { kind: 'Field' as const, name: '__typename' },
      { kind: 'Field' as const, name: 'id' },
    ],
  },
];

function entitiesAt(path: string[], part: Partial<FetchNode> = {}): PlanNode {
  const operation =
    'query($representations:[_Any!]!){_entities(representations:$representations){...on User{name}}}';
  return {
    kind: 'Flatten',
    path,
    node: fetchOf({ operation, requires: userKey, serviceName: 'entities', ...part }),
  };
}

interface SubgraphOperation {
  readonly query: string;
  readonly variables: JsonObject;
}

/** Runs a plan; each subgraph answers what it is given here, and all that was asked is noted. */
async function run(
  node: PlanNode,
  answers: Readonly<Record<string, (operation: SubgraphOperation) => unknown>>,
  variables: JsonObject = {},
) {
  const asked: [string, unknown][] = [];
  const executed = await runProgram({
    program: createProgramCompiler(schema)({ kind: 'QueryPlan', node }),
    variables,
    schema,
    fetchSubgraph: async (name, body) => {
      const operation = JSON.parse(body) as SubgraphOperation;
      asked.push([name, operation.variables['representations'] ?? operation.query]);
      const answer = await answers[name]?.(operation);
      if (answer === undefined)
        throw new ClientError('DOWNSTREAM_SERVICE_ERROR', { service: name });
      return { data: answer };
    },
  });
  return { data: executed.data, asked };
}

const users = (...list: unknown[]) => ({ users: () => ({ users: list }) });
const root = fetchOf({ operation: '{users{__typename id}}', serviceName: 'users' });

describe('a representation', () => {
  it('is not sent for an entity without a type name, of another type, or without its key', async () => {
    const { asked } = await run(
      { kind: 'Sequence', nodes: [root, entitiesAt(['users', '@'])] },
      {
        ...users(null, { id: '1' }, { __typename: 'Guest', id: '2' }, { __typename: 'User' }),
      },
    );
    expect(asked).toEqual([['users', root.operation]]);
  });

  it('of an abstract type is made for each of its subtypes', async () => {
    const requires = [{ ...userKey[0]!, typeCondition: 'Node' }];
    const { asked } = await run(
      { kind: 'Sequence', nodes: [root, entitiesAt(['users', '@'], { requires })] },
      {
        ...users({ __typename: 'User', id: '1' }, { __typename: 'Guest', id: '2' }),
        entities: () => ({ _entities: [null, null] }),
      },
    );
    expect(asked[1]).toEqual([
      'entities',
      [
        { __typename: 'User', id: '1' },
        { __typename: 'Guest', id: '2' },
      ],
    ]);
  });

  it('is rewritten alone: the data keeps its own type name', async () => {
    const { data, asked } = await run(
      {
        kind: 'Sequence',
        nodes: [
          root,
          entitiesAt(['users', '@'], {
            inputRewrites: [
              { kind: 'ValueSetter', path: ['... on User', '__typename'], setValueTo: 'Node' },
            ],
          }),
        ],
      },
      { ...users({ __typename: 'User', id: '1' }), entities: () => ({ _entities: [null] }) },
    );
    expect(asked[1]).toEqual(['entities', [{ __typename: 'Node', id: '1' }]]);
    expect(data).toEqual({ users: [{ __typename: 'User', id: '1' }] });
  });
});

describe('an entity that several places share', () => {
  it('is not one object: what is merged into one place leaves the others alone', async () => {
    const { data, asked } = await run(
      {
        kind: 'Sequence',
        nodes: [
          root,
          entitiesAt(['users', '@']),
          fetchOf({ operation: '{users{tags{b}}}', serviceName: 'late' }),
        ],
      },
      {
        ...users({ __typename: 'User', id: '1' }, { __typename: 'User', id: '1' }),
        entities: () => ({ _entities: [{ tags: [{ a: 1 }] }] }),
        late: () => ({ users: [{ tags: [{ b: 2 }] }, {}] }),
      },
    );
    expect(asked[1]).toEqual(['entities', [{ __typename: 'User', id: '1' }]]);
    expect(data['users']).toEqual([
      { __typename: 'User', id: '1', tags: [{ a: 1, b: 2 }] },
      { __typename: 'User', id: '1', tags: [{ a: 1 }] },
    ]);
  });
});

describe('what is received', () => {
  it('is renamed before it is merged, across lists, null and 0 too, and for its type only', async () => {
    const outputRewrites = [
      {
        kind: 'KeyRenamer' as const,
        path: ['users', '... on User', 'v__alias_0'],
        renameKeyTo: 'v',
      },
    ];
    const { data } = await run(
      fetchOf({ operation: '{users{id}}', serviceName: 'users', outputRewrites }),
      {
        ...users(
          { __typename: 'User', v__alias_0: 0 },
          { __typename: 'User', v__alias_0: null },
          { __typename: 'User', v__alias_0: '' },
          { __typename: 'User' },
          { __typename: 'Guest', v__alias_0: 1, v: 2 },
        ),
      },
    );
    expect(data['users']).toEqual([
      { __typename: 'User', v: 0 },
      { __typename: 'User', v: null },
      { __typename: 'User', v: '' },
      { __typename: 'User' },
      { __typename: 'Guest', v__alias_0: 1, v: 2 },
    ]);
  });

  it('overwrites a type name and, by null, a value; lists of another length are replaced', async () => {
    const two = fetchOf({ operation: '{users{id}}', serviceName: 'two' });
    const { data } = await run(
      { kind: 'Sequence', nodes: [root, two] },
      {
        users: () => ({
          a: { __typename: 'Node', x: 1 },
          b: [{ x: 1 }],
          c: [{ x: 1 }],
          d: { x: 1 },
        }),
        two: () => ({ a: { __typename: 'User' }, b: [{ y: 2 }], c: [{ y: 1 }, { y: 2 }], d: null }),
      },
    );
    expect(data).toEqual({
      a: { __typename: 'User', x: 1 },
      b: [{ x: 1, y: 2 }],
      c: [{ y: 1 }, { y: 2 }],
      d: null,
    });
  });
});

describe('a failed fetch', () => {
  it('cancels nothing beside it and nothing after it', async () => {
    const { data, asked } = await run(
      {
        kind: 'Sequence',
        nodes: [
          {
            kind: 'Parallel',
            nodes: [fetchOf({ operation: '{x}', serviceName: 'dead' }), root],
          },
          entitiesAt(['users', '@']),
        ],
      },
      {
        ...users({ __typename: 'User', id: '1' }),
        entities: () => ({ _entities: [{ name: 'Sari' }] }),
      },
    );
    expect(asked.map(([name]) => name)).toEqual(['dead', 'users', 'entities']);
    expect(data).toEqual({ users: [{ __typename: 'User', id: '1', name: 'Sari' }] });
  });
});

describe('a condition', () => {
  const node: PlanNode = {
    kind: 'Condition',
    condition: 'on',
    ifClause: fetchOf({ operation: '{x}', serviceName: 'yes' }),
    elseClause: fetchOf({ operation: '{x}', serviceName: 'no' }),
  };
  const answers = { yes: () => ({}), no: () => ({}) };

  it.each([undefined, null, 'true', 1])('is not run with %j', async (on) => {
    await expect(run(node, answers, on === undefined ? {} : { on })).rejects.toThrow('boolean');
  });

  it('runs the clause of its value', async () => {
    expect((await run(node, answers, { on: true })).asked).toEqual([['yes', '{x}']]);
    expect((await run(node, answers, { on: false })).asked).toEqual([['no', '{x}']]);
  });
});
