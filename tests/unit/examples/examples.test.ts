import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { Kind, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';

import { PURPOSES } from '../../../common/envelope/envelope.ts';
import { readExamples } from '../../../server/read-examples.ts';
import { composeApiSchema } from '../../support/compose-api-schema.ts';

const examples = readExamples(fileURLToPath(new URL('../../../examples', import.meta.url)));
const schema = composeApiSchema();

describe('the examples', () => {
  it('are the six that everything else names', () => {
    expect(examples.map(({ name }) => name)).toEqual([
      'budget',
      'my-data',
      'province-compared',
      'regency-at-a-glance',
      'resident-by-nik',
      'verify-resident',
    ]);
  });

  it.each(examples)(
    '$name fits the composed schema, variables included',
    ({ query, variables }) => {
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
      expect(
        getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors,
      ).toBeUndefined();
    },
  );

  it.each(examples)(
    '$name holds one named operation and says a purpose of the closed list',
    (example) => {
      const operations = parse(example.query).definitions.filter(
        ({ kind }) => kind === Kind.OPERATION_DEFINITION,
      );
      expect(operations).toHaveLength(1);
      expect(operations[0]).toHaveProperty('name.value');
      expect([null, ...PURPOSES]).toContain(example.purpose);
    },
  );
});
