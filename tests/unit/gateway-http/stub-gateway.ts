import { randomUUID } from 'node:crypto';
import { buildSchema, execute } from 'graphql';
import type { RawRequest, RawResponse } from '../../../gateway/http.ts';
import { createParseStage } from '../../../gateway/parse/parse-operation.ts';
import { readPreferences } from '../../../gateway/read/read-preferences.ts';
import { readRequest } from '../../../gateway/read/read-request.ts';
import { respond, type Outcome } from '../../../gateway/respond/respond.ts';

export const stubSchema = buildSchema(`
  scalar Nik
  enum Sex { MALE FEMALE }
  input Elements { name: String, sex: Sex, at: [At!] }
  input At { place: Int! }
  type Query {
    resident(nik: Nik!, regionCode: String): String
    verify(elements: Elements!): String
    region(code: String!, first: Int): String
  }
  type Mutation { note(text: String): String }
`);

export const stubSecurity = {
  tags: new Map([
    ['Nik', new Set(['personal'])],
    ['Elements.name', new Set(['personal-specific'])],
  ]),
};

/** The stages around execution, with graphql-js between them in the place of authorization, planning and execution. */
export function createStubGateway(): (raw: RawRequest) => Promise<RawResponse> {
  const parse = createParseStage({ apiSchema: stubSchema, security: stubSecurity });
  return async (raw) => {
    const options = { ...readPreferences(raw.headers), requestId: randomUUID() };
    return respond(await run(), options);

    async function run(): Promise<Outcome> {
      try {
        const parsed = parse(readRequest(raw));
        const result = await execute({
          schema: stubSchema,
          document: parsed.document,
          operationName: parsed.operationName,
          variableValues: parsed.variables,
        });
        return { kind: 'executed', data: result.data ?? null, errors: [] };
      } catch (error) {
        return { kind: 'refused', error };
      }
    }
  };
}
