import { z } from 'zod';
import { PORTS, type AdapterName, type CallLimits } from '../common/binding.ts';
import { ADAPTER_TRAITS, type AdapterTraits } from './adapters.ts';

/** In the order in which refusals list them. */
const ADAPTERS = Object.keys(ADAPTER_TRAITS) as [AdapterName, ...AdapterName[]];

/** Adapters of a kind, as a sentence lists them. */
function listAdapters(isOne: (traits: AdapterTraits) => boolean): string {
  const names = ADAPTERS.filter((adapter) => isOne(ADAPTER_TRAITS[adapter]));
  return new Intl.ListFormat('en-GB').format(names.map((name) => `\`${name}\``));
}

const REPLICATED = listAdapters(({ replicated }) => replicated === true);
const DATABASES = listAdapters(({ connection }) => connection === 'sql');

const text = z.string().trim().min(1);
const count = z.int().min(1);

const instant = z.iso
  .datetime({
    offset: true,
    error: 'expected an instant with its offset, such as 2026-12-05T22:00:00+07:00',
  })
  .describe('RFC 3339 with an offset, such as `2026-12-05T22:00:00+07:00`');

const maintenanceWindow = z.strictObject({
  from: instant,
  to: instant.describe('As `from`, and later'),
});

const institutionCredentials = z.strictObject({
  userId: text.describe('The user id that Dukcapil gave the institution, as `${NAME}`'),
  password: text.describe('Its password, as `${NAME}`'),
  clientIp: text.describe('The address that is registered for it (`ip_user`), as `${NAME}`'),
});

const serviceUrl = text.describe("The service's root; best as `${NAME}`");

const replica = z
  .strictObject({
    owner: text.describe('Who answers for the copy'),
    everyMinutes: z
      .int()
      .min(5)
      .max(44_640)
      .describe('Minutes between two harvests, 5 to 44640 (a month)'),
    retentionDays: z
      .int()
      .min(1)
      .max(3_660)
      .describe('Days after which what was not harvested again is deleted'),
  })
  .refine(
    ({ everyMinutes, retentionDays }) => everyMinutes <= retentionDays * 1_440,
    'expected a retention that is not shorter than the time between two harvests',
  )
  .describe(`How its replica is kept; for ${REPLICATED}, and for no other`);

const CONNECTIONS = {
  sql: z.strictObject({
    url: text.describe(
      '`postgres://…` or `mysql://…` with user and password, as `${NAME}`; the scheme decides the dialect',
    ),
    dialect: z
      .enum(['postgresql', 'mariadb'])
      .optional()
      .describe(
        'What the regency runs. Where the URL leads to the other one, the binding runs on that and says so',
      ),
  }),
  http: z.strictObject({
    baseUrl: text.describe(
      'The service up to the method, such as `https://…/dukcapil/get_json/36-01/opd`; best as `${NAME}`',
    ),
    credentials: z
      .record(z.string(), institutionCredentials)
      .refine((all) => Object.keys(all).length > 0, 'expected credentials of one institution')
      .describe(
        'By the institution that asks; `default` is used for those that have none of their own',
      ),
  }),
  rest: z.strictObject({
    baseUrl: serviceUrl,
    apiKey: text.describe("The service's key for us, as `${NAME}`"),
  }),
  oauth2: z.strictObject({
    baseUrl: serviceUrl,
    tokenUrl: text.describe('Where an access token is fetched; best as `${NAME}`'),
    clientId: text.describe('Our name at the token URL, as `${NAME}`'),
    clientSecret: text.describe('Our secret there, as `${NAME}`'),
  }),
  fleet: z.strictObject({
    serversFile: text.describe(
      'The path of a file that lists one server an institution (see below); best as `${NAME}`',
    ),
  }),
  workbook: z.strictObject({
    folder: text.describe('The folder that the agency drops its files into; best as `${NAME}`'),
  }),
} as const;

/** Bounds that only a database's replies have. */
const replyLimits = {
  replyRows: count
    .default(100_000)
    .describe(`Rows that one reply of a database may have; for ${DATABASES}`),
  replyBytes: z
    .int()
    .min(10_000)
    .default(32_000_000)
    .describe(`Bytes that one reply of a database may have; for ${DATABASES}`),
};

const LIMITS_MEANING = 'What the owner allows us; each has a default by adapter';

function callLimits(defaults: Required<CallLimits>) {
  return {
    perMinute: count.default(defaults.perMinute).describe('Calls a minute'),
    perDay: count.default(defaults.perDay).describe('Calls a day'),
    perOperation: count
      .default(defaults.perOperation)
      .describe("Calls that one caller's operation may cause"),
    concurrent: count.default(defaults.concurrent).describe('Calls at the same time'),
    queued: z.int().min(0).default(defaults.queued).describe('Calls that may wait'),
    timeoutMs: z
      .int()
      .min(100)
      .max(60_000)
      .default(defaults.timeoutMs)
      .describe('Deadline of one call, in milliseconds'),
  };
}

/** A system that is asked by key when it is needed. */
function askedSystem(adapter: AdapterName) {
  return z.strictObject(keysOf(adapter));
}

/** A database that is asked by key: what it replies is bounded as well. */
function askedDatabase(adapter: AdapterName) {
  const { defaultLimits } = ADAPTER_TRAITS[adapter];
  return z.strictObject({
    ...keysOf(adapter),
    limits: z
      .strictObject({ ...callLimits(defaultLimits), ...replyLimits })
      .prefault({})
      .describe(LIMITS_MEANING),
  });
}

/** A system that is harvested into a replica. */
function replicatedSystem(adapter: AdapterName) {
  return z.strictObject({ ...keysOf(adapter), replica });
}

function keysOf(adapter: AdapterName) {
  return {
    adapter: z.literal(adapter).describe('How it is spoken to'),
    controller: text.describe('The owning agency, controller of the data; shown in provenance'),
    contact: text.describe('Whom to ask when it fails'),
    connection: CONNECTIONS[ADAPTER_TRAITS[adapter].connection].describe(
      'Where it is, by kind of adapter',
    ),
    limits: z
      .strictObject(callLimits(ADAPTER_TRAITS[adapter].defaultLimits))
      .prefault({})
      .describe(LIMITS_MEANING),
    maintenance: z
      .array(maintenanceWindow)
      .default([])
      .describe('Windows in which it is not asked'),
    enabled: z.boolean().default(true).describe("The owner's switch: `false` turns it off"),
  };
}

/** What a system's entry holds follows from its adapter's traits. */
function systemOf(
  adapter: AdapterName,
):
  | ReturnType<typeof askedSystem>
  | ReturnType<typeof askedDatabase>
  | ReturnType<typeof replicatedSystem> {
  const { connection, replicated } = ADAPTER_TRAITS[adapter];
  if (replicated === true) return replicatedSystem(adapter);
  return connection === 'sql' ? askedDatabase(adapter) : askedSystem(adapter);
}

const [first, ...others] = ADAPTERS;
const system = z.discriminatedUnion('adapter', [systemOf(first), ...others.map(systemOf)]);

/** The format of `registry/regions/<code>.yml`. Every description stands in `docs/bindings.md`. */
export const regionFileSchema = z.strictObject({
  region: z
    .string()
    .regex(/^36\.\d{2}$/, "expected a regency of Banten in quotes, such as '36.71'")
    .describe("Kemendagri's code, in quotes; equals the file's name"),
  name: text.describe("The regency's or city's name"),
  contact: text.describe('Whom to ask about the whole region'),
  systems: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a name of a–z, 0–9 and -'), system)
    .describe('By a name of your own; it is shown in provenance and errors'),
  ports: z
    .strictObject(
      Object.fromEntries(
        PORTS.map((port) => [port, z.string().optional().describe('The name of a system above')]),
      ),
    )
    .describe('Which system serves which port; what is not named is not bound'),
});

export type RegionFile = z.output<typeof regionFileSchema>;
export type SystemEntry = RegionFile['systems'][string];
