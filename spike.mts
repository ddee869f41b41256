import { readFileSync } from 'node:fs';
import { parse, Kind, type OperationDefinitionNode } from 'graphql';
import { readSupergraph } from './federation/supergraph.ts';
import { readSecurity } from './federation/read-security.ts';
import { createPlanner } from './federation/planner.ts';
import { createAuthorizeStage } from './gateway/authorize/authorize-operation.ts';
import { createPlanStage } from './gateway/plan/plan-operation.ts';
import { createHttpTransport } from './gateway/fetch/http-transport.ts';
import { createSubgraphFetch } from './gateway/fetch/fetch-subgraph.ts';
import { executePlan } from './gateway/execute/execute-plan.ts';
import { projectResponse } from './gateway/execute/project-response.ts';
import { createIntrospection } from './gateway/execute/introspect.ts';
import { silentLogger } from './common/logger.ts';
import { createFailureRecord } from './gateway/execute/execution-error.ts';
import assert from 'node:assert';
const file = process.argv[2]!;
const sg = readSupergraph(readFileSync(file,'utf8'));
const auth = createAuthorizeStage({schema: sg.apiSchema, security: readSecurity(sg.document), onDenied:'filter', requirePurpose:false});
const plan = createPlanStage(createPlanner(sg));
const transports = new Map([...sg.subgraphs].map(([n,url])=>[n, createHttpTransport({url})]));
const fetchS = createSubgraphFetch({transports, envelopeHeader:'x', logger: silentLogger});
export async function run(query: string, variables: any = {}, scopes: string[] = []) {
  const document = parse(query); const operation = document.definitions.find(d=>d.kind===Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const parsed = {document, operation, operationName: null, documentHash: query, variables};
  const a = auth(parsed, {authenticated: scopes.length>0, scopes: new Set(scopes), policies: new Set(), entitlementsKey: scopes.join(), isSubject:false}, {purpose:null, caseReference:null});
  const p = plan(a);
  const executed = p.plan ? await executePlan({plan: p.plan, variables, schema: sg.schema, fetchSubgraph: (s,o)=>fetchS({requestId:'r', signal: AbortSignal.timeout(5000), seal:()=>undefined}, s, o)}) : {data:{},errors:[],failures:createFailureRecord()};
  return projectResponse({parsed, cut: a.cut, schema: sg.apiSchema, executed, introspect: createIntrospection(sg.apiSchema, parsed), toDenialError: (c)=>new Error(c) as any});
}
if (file.includes('bench')) {
for (const s of ['heavy','medium','light-me']) {
  const body = JSON.parse(readFileSync(`/work/shared/bench/queries/${s}.json`,'utf8'));
  const b = Array.isArray(body)?body[0]:body;
  const t=performance.now(); const r = await run(b.query, b.variables ?? {}); const ms=performance.now()-t;
  const golden = JSON.parse(readFileSync(`/work/shared/bench/golden/${s}.json`,'utf8'));
  assert.deepEqual(JSON.parse(JSON.stringify(r.data)), golden.data); console.log(s,'ok',ms.toFixed(0), r.errors.length, r.valueCompletion.length);
}
console.log(JSON.stringify(await run('{ __schema { queryType { name } } a: __typename me { __typename name } __type(name:"User"){name} }')));
} else {
 console.log(JSON.stringify(await run('{ me { name nik } resident(nik:"x") { nikMasked family { noKk } } region(code:"36.71") { finance { budget paymentOrders { edges { node { number } } } } population { total { value } } } }'), (k,v)=> v instanceof Error ? v.message : v, 1));
}
process.exit(0);
