import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { request } from 'undici';

import { createLogger } from '../../common/logger.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { createMemoryCacheStore } from '../../connectors/cache/create-memory-cache-store.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import { readExample, startTestJawara, type RunningJawara } from '../support/jawara.ts';
import { openSubgraphsBeside } from '../support/subgraphs-beside.ts';

/** Values that a client sends: none may come back in an error, or stand anywhere else. */
const VALUES = {
  nik: '3671014408887312',
  nikOfDeadRegister: '3602014408887313',
  nikInLiteral: '3671014408887314',
  nikInUrl: '3671014408887315',
  impossibleNik: '3671014499887316',
  noKk: '3671014408887317',
  name: 'ZQXNAME HARTONO',
  birthPlace: 'ZQXPLACE',
  birthDate: 'zqxdate',
  sex: 'ZQXSEX',
  wrongType: 'zqxwrongtype',
  regionCode: 'zqxregion',
  orderNumber: 'ZQX/SP2D/8812',
  orderLiteral: 'ZQX/LITERAL/8813',
  intLiteral: '918273645',
  floatLiteral: '77123.4567',
  enumLiteral: 'ZQXENUM',
  cursor: 'enF4Y3Vyc29y.zqxsignature',
  token: 'eyJhbGciOiJSUzI1NiJ9.eyJ6cXgiOiJ0b2tlbiJ9.enF4c2lnbmF0dXJl',
  basic: 'enF4dXNlcjp6cXhwYXNzd29yZA==',
  purpose: 'ZQX_PURPOSE',
  caseReference: 'zqx reference',
  goodCaseReference: 'ZQX-CASE-8814',
  cookie: 'zqxcookie=8815',
  requestId: 'zqx-request-8816',
  agent: 'zqx-agent/8817',
  envelope: 'zqx.envelope.8818',
  language: 'zqx-language',
  accept: 'zqx/accept',
  contentType: 'zqx/content',
  malformed: 'zqxmalformed',
  extension: 'zqxextension',
  undeclared: 'zqxundeclared',
  member: 'zqxmember',
  path: 'zqxpath',
  urlValue: 'zqxurlvalue',
  rawLine: 'ZQXRAWLINE',
  comment: 'zqxcomment',
  npsn: 'zqxnpsn8820',
  facilityCode: 'zqxfacility8821',
  pesertaDidikId: 'zqxpupil-8822',
} as const;

/** A client's own words in his own document: an error may say them back to him, but nothing else may hold them. */
const NAMES = {
  operation: 'ZqxOperation',
  otherOperation: 'ZqxOther',
  alias: 'zqxAlias',
  field: 'zqxField',
  variable: 'zqxVariable',
  fragment: 'ZqxFragment',
  directive: 'zqxDirective',
} as const;

const OFFICER = { persona: 'petugas-3671', purpose: 'PUBLIC_SERVICE' };
const RESIDENT =
  'query ($nik: Nik!, $region: RegionCode) { resident(nik: $nik, regionCode: $region) { name } }';
const VERIFY =
  'query ($nik: Nik!, $is: ResidentElements!) { verifyResident(nik: $nik, elements: $is) { name } }';

const cacheKeys: string[] = [];
const cachedValues: string[] = [];
const bodies: string[] = [];
let jawara: RunningJawara;
let tokens: readonly string[];
/** What the replicas' tables hold, as text. */
let replicaTables = '';

beforeAll(async () => {
  jawara = await startTestJawara({
    log: true,
    down: [{ regionCode: '36.02' }, { regionCode: '36.72', sector: 'education' }],
    cache: recordKeys(createMemoryCacheStore()),
  });
  tokens = await Promise.all(
    ['warga', 'petugas-3671', 'petugas-3602', 'keuangan-3671'].map((persona) =>
      jawara.token(persona),
    ),
  );
  await askByPost();
  await askByDocument();
  await askByHeader();
  await askByUrl();
  await askAside();
});
afterAll(() => jawara.stop());

function recordKeys(store: CacheStore): CacheStore {
  return {
    get: (key) => {
      cacheKeys.push(key);
      return store.get(key);
    },
    set: (key, value, ttlMs) => {
      cacheKeys.push(key);
      cachedValues.push(value);
      return store.set(key, value, ttlMs);
    },
    delete: (key) => store.delete(key),
    close: () => store.close(),
  };
}

async function ask(question: Parameters<RunningJawara['ask']>[0]): Promise<void> {
  bodies.push((await jawara.ask(question)).text);
}

/** Variables, good and bad, to sources that answer, that know nobody, and that are dead. */
async function askByPost(): Promise<void> {
  for (const name of [
    'budget',
    'my-data',
    'province-compared',
    'regency-at-a-glance',
    'resident-by-nik',
    'verify-resident',
  ]) {
    // Answers show persons, by right; what is searched is everything else.
    await jawara.ask(readExample(name));
  }
  const { nik, name, birthPlace, birthDate, sex, noKk } = VALUES;
  await ask({ ...OFFICER, query: RESIDENT, variables: { nik, region: '36.71' } });
  await ask({ ...OFFICER, query: RESIDENT, variables: { nik, region: '36.02' } });
  await ask({ ...OFFICER, query: RESIDENT, variables: { nik, region: VALUES.regionCode } });
  await ask({ ...OFFICER, query: RESIDENT, variables: { nik: VALUES.impossibleNik } });
  await ask({
    ...OFFICER,
    query: RESIDENT,
    variables: { nik: { [VALUES.member]: VALUES.wrongType } },
  });
  await ask({
    ...OFFICER,
    query: RESIDENT,
    variables: { nik: [VALUES.wrongType], [VALUES.undeclared]: 1 },
  });
  await ask({
    persona: 'petugas-3602',
    purpose: 'PUBLIC_SERVICE',
    query: RESIDENT,
    variables: { nik: VALUES.nikOfDeadRegister },
  });
  for (const is of [
    { name, birthPlace, noKk },
    { birthDate },
    { sex },
    { noKk: '12', name },
    { [VALUES.member]: name },
    VALUES.wrongType,
    {},
  ]) {
    await ask({ ...OFFICER, query: VERIFY, variables: { nik, is } });
  }
  const order =
    'query ($number: String!, $region: RegionCode!) { paymentOrder(regionCode: $region, number: $number) { amount } }';
  for (const region of ['36.71', '36.02', VALUES.regionCode]) {
    await ask({
      persona: 'keuangan-3671',
      query: order,
      variables: { number: VALUES.orderNumber, region },
    });
  }
  const page =
    'query ($after: String, $first: Int, $year: Int) { region(code: "36.71") { children(first: $first, after: $after) { totalCount } finance(fiscalYear: $year) { spendingUnits(first: $first, after: $after) { edges { cursor } } } } }';
  await ask({ query: page, variables: { after: VALUES.cursor } });
  await ask({ query: page, variables: { first: Number(VALUES.intLiteral) } });
  await ask({ query: page, variables: { year: Number(VALUES.intLiteral) } });
  await ask({ query: page, variables: { year: Number(VALUES.floatLiteral) } });
  await askSectors();
}

/** Schools, facilities and lists by what the client sends; persons whom no sector knows. */
async function askSectors(): Promise<void> {
  const { npsn, facilityCode, cursor, nik } = VALUES;
  const places =
    'query ($npsn: String!, $code: String!, $region: RegionCode!) { school(npsn: $npsn, regionCode: $region) { name } healthFacility(code: $code, regionCode: $region) { name } }';
  for (const region of ['36.71', '36.02', VALUES.regionCode]) {
    await ask({ query: places, variables: { npsn, code: facilityCode, region } });
  }
  const lists =
    'query ($after: String, $first: Int) { region(code: "36.71") { education { list(first: $first, after: $after) { edges { cursor } } } health { facilities(first: $first, after: $after) { edges { cursor } } } } }';
  await ask({ query: lists, variables: { after: cursor } });
  await ask({ query: lists, variables: { first: Number(VALUES.intLiteral) } });
  const health =
    'query ($nik: Nik!) { resident(nik: $nik, regionCode: "36.71") { name health { ihsNumber } } }';
  for (const persona of ['dinkes-3671', 'petugas-3671']) {
    await ask({ persona, purpose: 'PUBLIC_SERVICE', query: health, variables: { nik } });
  }
}

/** Literals and names, in documents that are valid, invalid and broken. */
async function askByDocument(): Promise<void> {
  const { operation, alias, field, variable, fragment, directive } = NAMES;
  for (const query of [
    `query ${operation} { ${alias}: resident(nik: "${VALUES.nikInLiteral}") { ${alias}: name } }`,
    `query ${operation} { resident(nik: ${VALUES.nikInLiteral}) { name } } # ${VALUES.comment}`,
    `{ resident(nik: "${VALUES.nikInLiteral}" { name } }`,
    `{ resident(nik: "${VALUES.nikInLiteral}`,
    `{ resident(nik: """${VALUES.nikInLiteral}""" """${VALUES.name}""") { name } }`,
    `{ resident(nik: "\\q${VALUES.nikInLiteral}") { name } }`,
    `{ paymentOrder(regionCode: "36.71", number: "${VALUES.orderLiteral}") { amount } }`,
    `{ paymentOrder(regionCode: ${VALUES.enumLiteral}, number: ["${VALUES.orderLiteral}"]) { amount } }`,
    `{ region(code: "36.71") { finance(fiscalYear: ${VALUES.intLiteral}) { budget } } }`,
    `{ region(code: "36.71") { finance(fiscalYear: ${VALUES.floatLiteral}) { budget } } }`,
    `{ region(code: "36.71") { finance(fiscalYear: ${VALUES.enumLiteral}) { budget } } }`,
    `{ region(code: "36.71") { finance(fiscalYear: "${VALUES.wrongType}") { budget } } }`,
    `{ region(code: "36.71") { children(after: "${VALUES.cursor}") { totalCount } } }`,
    `{ ${VALUES.intLiteral}x }`,
    `{ region(code: "${VALUES.regionCode}") { name ${field} @${directive} } }`,
    `query ($${variable}: Nik!) { resident(nik: "${VALUES.nikInLiteral}") { ...${fragment} } }`,
    `query ($nik: Nik = "${VALUES.nikInLiteral}") { resident(nik: $nik) { name } }`,
    `{ verifyResident(nik: "${VALUES.nikInLiteral}", elements: { name: "${VALUES.name}", sex: ${VALUES.enumLiteral} }) { name } }`,
    `{ verifyResident(nik: "${VALUES.nikInLiteral}", elements: { birthDate: "${VALUES.birthDate}" }) { name } }`,
    `{ __type(name: "${VALUES.wrongType}") { name } region(code: "36.71") { name } }`,
    '{ region(code: "36.71") { name } } #'.padEnd(120_000, VALUES.comment),
  ]) {
    await ask({ ...OFFICER, query });
    await ask({ query });
  }
  await ask({
    query: `query ${operation} { region(code: "36.71") { name } }`,
    operationName: NAMES.otherOperation,
  });
}

/** Headers, each as it would be refused and as it would pass. */
async function askByHeader(): Promise<void> {
  const question = { ...OFFICER, query: RESIDENT, variables: { nik: VALUES.nik } };
  const anonymous = { ...question, persona: null };
  for (const authorization of [
    `Bearer ${VALUES.token}`,
    `Bearer ${VALUES.path}`,
    `Basic ${VALUES.basic}`,
    VALUES.token,
    `Bearer ${tokens[0]!.slice(0, -4)}AAAA`,
  ]) {
    await ask({ ...anonymous, headers: { authorization } });
  }
  await ask({ ...question, purpose: VALUES.purpose });
  for (const headers of [
    { 'jawara-case-reference': VALUES.caseReference },
    { 'jawara-case-reference': VALUES.goodCaseReference },
    { cookie: VALUES.cookie, 'x-request-id': VALUES.requestId, 'user-agent': VALUES.agent },
    { 'jawara-envelope': VALUES.envelope, traceparent: VALUES.requestId },
    { 'accept-language': VALUES.language },
    { accept: VALUES.accept },
    { 'content-type': VALUES.contentType },
    { 'content-encoding': VALUES.contentType },
  ]) {
    await ask({ ...question, headers });
  }
}

/** URLs, bodies that are no JSON, methods and paths that are not served, bytes that are no HTTP. */
async function askByUrl(): Promise<void> {
  const { origin } = new URL(jawara.endpoint);
  const get = async (url: string, options: Parameters<typeof request>[1] = {}) => {
    const reply = await request(`${origin}${url}`, options);
    bodies.push(await reply.body.text());
  };
  const encode = encodeURIComponent;
  await get(`/graphql?query=${encode(`{ resident(nik: "${VALUES.nikInUrl}") { name } }`)}`);
  await get(
    `/graphql?query=${encode(RESIDENT)}&variables=${encode(JSON.stringify({ nik: VALUES.nikInUrl }))}`,
    { headers: { authorization: `Bearer ${tokens[1]!}` } },
  );
  await get(
    `/graphql?query=${encode('{ region(code: "36.71") { name } }')}&other=${VALUES.urlValue}`,
  );
  await get(`/graphql?variables=${VALUES.urlValue}&query=${VALUES.malformed}`);
  await get(`/graphql?query=%ZZ${VALUES.urlValue}`);
  await get(`/${VALUES.path}?${VALUES.urlValue}`);
  await get(`/metrics?${VALUES.urlValue}`);
  await get('/graphql', { method: 'PUT', body: VALUES.malformed });
  const json = { 'content-type': 'application/json' };
  for (const body of [
    `{"query": "${VALUES.malformed}`,
    `["${VALUES.malformed}"]`,
    `"${VALUES.malformed}"`,
    `{"query": {"${VALUES.member}": "${VALUES.malformed}"}}`,
    `{"query": "{ regencies { code } }", "variables": "${VALUES.malformed}"}`,
    `{"query": "{ regencies { code } }", "extensions": {"${VALUES.extension}": "${VALUES.extension}"}}`,
    `{"query": "{ regencies { code } }", "__proto__": {"${VALUES.member}": "${VALUES.malformed}"}}`,
    VALUES.malformed.repeat(20_000),
  ]) {
    await get('/graphql', { method: 'POST', headers: json, body });
  }
  bodies.push(
    await sendRaw(Number(new URL(jawara.endpoint).port), `${VALUES.rawLine} \u0001\r\n\r\n`),
  );
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const chunks: string[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk.toString('utf8')));
    socket.on('close', () => {
      resolve(chunks.join(''));
    });
    socket.on('error', () => undefined);
  });
}

const SECRETS = {
  database: 'zqxdatabasepassword',
  service: 'simulator-zqxservicepassword',
  schoolToken: 'simulator-zqxschooltoken',
  client: 'simulator-zqxclientsecret',
  apiKey: 'simulator-zqxapikey',
};

/** Sources that know nobody, whose quota is used up, and that reject our credentials. */
async function askAside(): Promise<void> {
  const simulators = JSON.parse(
    readFileSync(join(jawara.dataFolder, 'simulators.env.json'), 'utf8'),
  ) as Record<string, string>;
  const siak = new URL(simulators['SIAK_3671_URL']!);
  siak.username = SECRETS.database;
  siak.password = SECRETS.database;
  const wrongTokens = writeWrongTokens(simulators['DAPODIK_3673_SERVERS_FILE']!);
  const subgraphs = await openSubgraphsBeside(jawara, {
    harvest: true,
    environment: {
      SIAK_3671_URL: siak.href,
      DUKCAPIL_3673_PASSWORD: SECRETS.service,
      DAPODIK_3673_SERVERS_FILE: wrongTokens,
      SATUSEHAT_3673_CLIENT_SECRET: SECRETS.client,
      SIPDPS_3604_CLIENT_SECRET: SECRETS.client,
      YANKES_3673_API_KEY: SECRETS.apiKey,
    },
    logger: createLogger({
      level: 'debug',
      destination: { write: (line) => void (jawara.logLines as string[]).push(line) },
    }),
  });
  const codes: unknown[] = [];
  for (const [region, nik] of [
    ['36.71', VALUES.nik],
    ['36.73', VALUES.nik],
    ['36.01', VALUES.nik],
    ['36.04', '3604054909899121'],
  ] as const) {
    for (const query of [
      RESIDENT,
      VERIFY.replace('nik: $nik,', `nik: $nik, regionCode: "${region}",`),
    ]) {
      const answer = await subgraphs.ask(
        'population',
        { regions: [region] },
        { query, variables: { nik, region, is: { name: VALUES.name } } },
      );
      bodies.push(answer.text);
      codes.push(answer.errors[0]?.extensions['code'] ?? 'none');
    }
  }
  for (const [name, facts, query, variables] of [
    [
      'education',
      {},
      'query ($region: RegionCode!) { school(npsn: "20973001", regionCode: $region) { name } }',
      { region: '36.73' },
    ],
    [
      'education',
      { regions: ['36.73'] },
      ENTITIES('Student', '{ grade }'),
      keys('Student', 'pesertaDidikId', VALUES.pesertaDidikId),
    ],
    [
      'education',
      { regions: ['36.71'] },
      ENTITIES('Resident', '{ education { enrolments { grade } } }'),
      keys('Resident', 'nik', VALUES.nik),
    ],
    [
      'health',
      { regions: ['36.73'] },
      ENTITIES('Resident', '{ health { ihsNumber } }'),
      keys('Resident', 'nik', VALUES.nik),
    ],
    [
      'health',
      {},
      'query ($region: RegionCode!) { healthFacility(code: "1", regionCode: $region) { name } }',
      { region: '36.73' },
    ],
    [
      'agriculture',
      { regions: ['36.71'] },
      ENTITIES('Resident', '{ agriculture { allocations { year } } }'),
      keys('Resident', 'nik', VALUES.nik),
    ],
    [
      'agriculture',
      {},
      ENTITIES('Region', '{ agriculture { year } }'),
      keys('Region', 'code', '36.04'),
    ],
  ] as const) {
    const answer = await subgraphs.ask(name, facts, { query, variables });
    bodies.push(answer.text);
    codes.push(answer.errors[0]?.extensions['code'] ?? 'none');
  }
  replicaTables = await readTables(subgraphs.replicaUrl!);
  await subgraphs.stop();
  rmSync(dirname(wrongTokens), { recursive: true });
  expect(codes).toEqual([
    'SOURCE_REJECTED_CREDENTIALS',
    'SOURCE_REJECTED_CREDENTIALS',
    'SOURCE_REJECTED_CREDENTIALS',
    'SOURCE_REJECTED_CREDENTIALS',
    'none',
    'none',
    'SOURCE_QUOTA_EXHAUSTED',
    expect.any(String),
    'SOURCE_REJECTED_CREDENTIALS',
    expect.any(String),
    'none',
    'SOURCE_REJECTED_CREDENTIALS',
    'SOURCE_REJECTED_CREDENTIALS',
    'none',
    expect.any(String),
  ]);
}

const ENTITIES = (type: string, fields: string) =>
  `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} ${fields} } }`;
const keys = (type: string, key: string, value: string) => ({
  keys: [{ __typename: type, [key]: value }],
});

/** The list of a regency's school servers again, with tokens that none of them takes. */
function writeWrongTokens(file: string): string {
  const servers = JSON.parse(readFileSync(file, 'utf8')) as readonly object[];
  const other = join(mkdtempSync(join(tmpdir(), 'jawara-markers-')), 'servers.json');
  writeFileSync(
    other,
    JSON.stringify(servers.map((server) => ({ ...server, token: SECRETS.schoolToken }))),
    { mode: 0o600 },
  );
  return other;
}

/** Every value of the replicas' tables, sealed bytes as the characters that they would be. */
async function readTables(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const texts: string[] = [];
    for (const table of ['part', 'record', 'lookup', 'deletion']) {
      const { rows } = await client.query<Record<string, unknown>>(
        `SELECT * FROM jawara_replica.${table}`,
      );
      texts.push(`${table} ${rows.length}`);
      for (const value of rows.flatMap((row) => Object.values(row))) {
        texts.push(Buffer.isBuffer(value) ? value.toString('latin1') : String(value));
      }
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** What is found of `markers` in `text`, by the markers' names. */
function find(markers: Readonly<Record<string, string>>, text: string): string[] {
  const folded = text.toLowerCase();
  return Object.keys(markers).filter((name) => folded.includes(markers[name]!.toLowerCase()));
}

/** A number that could be a NIK or a family card's; seconds of a metric have as many digits behind the point. */
const SIXTEEN_DIGITS = /(?<![\d.])\d{16}(?!\d)/g;

describe('what a client sends', () => {
  it('comes back in no answer', () => {
    expect(bodies.length).toBeGreaterThan(80);
    const found = bodies.flatMap((body) =>
      find({ ...VALUES, ...SECRETS }, body).map((name) => `${name}: ${body.slice(0, 300)}`),
    );
    expect(found).toEqual([]);
  });

  it('stands in no log line, though every request has left one', () => {
    const text = jawara.logLines.join('');
    expect(jawara.logLines.length).toBeGreaterThan(60);
    expect(() => jawara.logLines.map((line) => JSON.parse(line) as unknown)).not.toThrow();
    expect(find({ ...VALUES, ...NAMES, ...SECRETS }, text)).toEqual([]);
    expect(text.match(SIXTEEN_DIGITS)).toBeNull();
  });

  it('stands in no metric', async () => {
    const text = await jawara.metrics();
    expect(text).toContain('jawara_request_seconds');
    expect(find({ ...VALUES, ...NAMES, ...SECRETS }, text)).toEqual([]);
    expect(text.match(SIXTEEN_DIGITS)).toBeNull();
  });

  it("stands in no cache key, and nothing of a person's is cached at all", async () => {
    expect(cacheKeys.length).toBeGreaterThan(0);
    for (const key of cacheKeys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    const before = cacheKeys.length;
    await jawara.ask(readExample('resident-by-nik'));
    await jawara.ask({ ...readExample('resident-by-nik'), persona: 'dinkes-3671' });
    await jawara.ask(readExample('verify-resident'));
    expect(cacheKeys).toHaveLength(before);
    // What is kept of a school is the same for everybody who asks of it.
    await jawara.ask(readExample('my-data'));
    const known = new Set(cacheKeys.slice(0, before));
    expect(cacheKeys.slice(before).filter((key) => !known.has(key))).toEqual([]);
    expect(find({ ...whatSourcesHold(), ...VALUES, ...SECRETS }, cachedValues.join(''))).toEqual(
      [],
    );
    expect(cachedValues.join('')).not.toMatch(SIXTEEN_DIGITS);
  });

  it('stands in no file of the data folder', () => {
    const markers = { ...VALUES, ...NAMES, ...SECRETS };
    const files = listFiles(jawara.dataFolder);
    expect(files.length).toBeGreaterThan(3);
    const found = files.flatMap((file) =>
      find(markers, readFileSync(file, 'latin1')).map((name) => `${name} in ${file}`),
    );
    expect(found).toEqual([]);
  });
});

/** What the new sources hold of persons, and what nobody may write down; schools' names are not among it. */
function whatSourcesHold(): Readonly<Record<string, string>> {
  const province = createProvince({ residents: 400, seed: 3671, asOf: new Date().toISOString() });
  const worlds = [...province.regencies.values()];
  const pupils = worlds.flatMap(({ education }) =>
    (education?.schools ?? []).flatMap(({ pupils: enrolled, leaver }) => [...enrolled, leaver]),
  );
  const patients = worlds.flatMap(({ health }) => health?.patients ?? []);
  const values = [
    ...pupils.flatMap((pupil) => [
      pupil.nik,
      pupil.nisn,
      pupil.pesertaDidikId,
      pupil.nameOnRecord,
      pupil.motherName,
    ]),
    ...patients.flatMap(({ nik, ihsNumber, name }) => [nik, ihsNumber, name]),
  ].filter((value): value is string => value !== null && value.length > 7);
  return Object.fromEntries([...new Set(values)].map((value, index) => [`${index}`, value]));
}

describe('what schools, hospitals and fields hold of persons', () => {
  const held = whatSourcesHold();

  it('stands in no log line, harvests that succeed and that fail included', () => {
    expect(Object.keys(held).length).toBeGreaterThan(300);
    const failed = jawara.logLines.filter((line) => line.includes('"harvest failed"'));
    expect(failed.join('')).toMatch(/dapodik 36\.02/);
    expect(failed.join('')).toMatch(/dapodik 36\.73.*SOURCE_REJECTED_CREDENTIALS/);
    expect(failed.join('')).toMatch(/sipdps 36\.04.*SOURCE_REJECTED_CREDENTIALS/);
    expect(find(held, jawara.logLines.join(''))).toEqual([]);
  });

  it('stands in no metric and no error', async () => {
    expect(find(held, await jawara.metrics())).toEqual([]);
    expect(find(held, bodies.join('\n'))).toEqual([]);
  });

  it("stands in no column of the replicas' tables in clear, nor does any other NIK", () => {
    expect(replicaTables).toMatch(/^record [1-9]\d/m);
    expect(replicaTables).toMatch(/^lookup [1-9]\d/m);
    // What is not personal is there to be read: so the search looks at the right thing.
    expect(replicaTables).toContain('Dinas Pendidikan Kota Tangerang');
    expect(replicaTables).toContain('20971001');
    expect(find({ ...held, ...VALUES, ...SECRETS }, replicaTables)).toEqual([]);
    // Sealed and hashed columns are written as letters and digits, sixteen of which may happen to be digits.
    expect(replicaTables.match(/(?<![\w.])\d{16}(?!\w)/g)).toBeNull();
  });
});

describe('a token', () => {
  it('stands in no answer, log line, metric, cache key or file', async () => {
    const signatures = Object.fromEntries(
      tokens.map((token, index) => [index, token.split('.')[2]!]),
    );
    const everything = [
      ...bodies,
      ...jawara.logLines,
      ...cacheKeys,
      await jawara.metrics(),
      ...listFiles(jawara.dataFolder).map((file) => readFileSync(file, 'latin1')),
    ].join('\n');
    expect(find(signatures, everything)).toEqual([]);
  });
});

describe('an error', () => {
  it('never quotes a database, a stack or a file', () => {
    for (const body of bodies) {
      expect(body).not.toMatch(
        /\bselect\b|BIODATA|relation "|at \w+ \(|node_modules|\.ts:\d|ECONN/i,
      );
    }
  });
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
