import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root.ts';
import { describeOperation } from '../../../server/describe-operation.ts';
import { killPrograms, runProgram } from '../../support/run-program.ts';

afterAll(() => {
  killPrograms();
});

async function plan(...parameters: readonly string[]) {
  const program = runProgram('plan', parameters);
  const exitCode = await program.ended();
  return { exitCode, stdout: program.stdout(), stderr: program.stderr() };
}

const QUERY = `query ($code: RegionCode!) {
  me { name }
  region(code: $code) {
    name
    population { period }
    children(first: 2) { edges { node { population { total { value } } } } }
  }
}`;

describe('jawara plan', () => {
  it('refuses a document that does not fit the schema, with the reason', async () => {
    expect(await plan('{ nope }')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'GRAPHQL_VALIDATION_FAILED: The document does not fit the schema: Cannot query field "nope" on type "Query".\n',
    });
  });

  it('shows what is denied, the plan, what each step sends and what is answered', async () => {
    const { exitCode, stdout, stderr } = await plan(
      QUERY,
      ...['--anonymous', '--variables', '{"code":"36.71"}'],
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    const [, denied, queryPlan, program, response] = stdout.split(/^# .*\n\n/m);
    expect(denied?.trim()).toBe('Query.me');
    expect(queryPlan).toMatch(/^QueryPlan \{\n {2}Sequence \{\n {4}Fetch\(service: "regions"\)/);
    expect(queryPlan).not.toContain('me {');
    expect(program).toContain('1.1 asks regions for root fields');
    expect(program).toContain('$code = "36.71"');
    expect(program).toContain(
      '1.2.1 asks population for entities, for the objects at region\n' +
        '      takes from each: ... on Region { __typename code }\n' +
        '      one request with 1.2.2\n',
    );
    expect(program?.match(/entities1: _entities/g)).toHaveLength(1);
    expect(response?.trimEnd()).toBe(
      [
        'query',
        '  me: Resident, denied by Query.me',
        '    name: String',
        '  region: Region',
        '    name: String!',
        '    population: RegionPopulation',
        '      period: String!',
        '    children: RegionConnection!',
        '      edges: [RegionEdge!]!',
        '        node: Region!',
        '          population: RegionPopulation',
        '            total: Count!',
        '              value: Int',
      ].join('\n'),
    );
  });

  it('denies nothing to nobody in particular', () => {
    const described = describeOperation({
      supergraphSdl: readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'),
      query: '{ me { name } }',
      operationName: null,
      variables: {},
      held: undefined,
    });
    expect(described.denied).toEqual([]);
    expect(described.program).toContain('1 asks population for root fields');
  });
});
