import { z } from 'zod';
import { realtimeSchema, subgraphSubscriptionsSchema } from './realtime-config.ts';
import { authenticationSchema } from '../gateway/authenticate/authentication-config.ts';

const limitsSchema = z
  .strictObject({
    bodyBytes: z
      .int()
      .min(1)
      .default(100_000)
      .describe('Largest request body, in bytes; a larger one is REQUEST_TOO_LARGE.'),
    tokens: z
      .int()
      .min(1)
      .default(2_000)
      .describe('Most tokens of a document; more is TOKEN_LIMIT_EXCEEDED.'),
    depth: z
      .int()
      .min(1)
      .default(20)
      .describe('Most levels of nested fields, fragments followed; more is MAX_DEPTH_LIMIT.'),
    aliases: z
      .int()
      .min(1)
      .default(50)
      .describe('Most aliases of a document; more is MAX_ALIASES_LIMIT.'),
    rootFields: z
      .int()
      .min(1)
      .default(30)
      .describe('Most root fields of an operation; more is MAX_ROOT_FIELDS_LIMIT.'),
    selections: z
      .int()
      .min(1)
      .default(5_000)
      .describe('Most fields of an operation, fragments followed; more is MAX_SELECTIONS_LIMIT.'),
    directives: z
      .int()
      .min(1)
      .default(50)
      .describe('Most directives of a document; more is MAX_DIRECTIVES_LIMIT.'),
    variableValues: z
      .int()
      .min(1)
      .default(2_000)
      .describe(
        'Most values in the variables, items of lists and members of objects counted; more is MAX_VARIABLE_VALUES_LIMIT.',
      ),
    cost: z
      .int()
      .min(1)
      .default(50_000)
      .describe(
        'Most that an operation may cost by `@cost` and `@listSize`; more is COST_LIMIT_EXCEEDED.',
      ),
    listSize: z
      .int()
      .min(0)
      .default(10)
      .describe('How many items a list counts for in the cost where no `@listSize` says it.'),
    replyBytes: z
      .int()
      .min(1)
      .default(20_000_000)
      .describe('Largest reply read from a subgraph over HTTP, in bytes.'),
  })
  .prefault({});

const planningSchema = z
  .strictObject({
    threads: z
      .int()
      .min(0)
      .max(64)
      .default(1)
      .describe(
        'Threads that plan operations beside the one that answers. 0 plans in that one, without a limit of time.',
      ),
    queue: z
      .int()
      .min(0)
      .default(200)
      .describe('Most operations that wait to be planned; one more is PLANNING_OVERLOADED.'),
    queuePerCaller: z
      .int()
      .min(0)
      .default(50)
      .describe(
        'How many of them one caller may have brought; one more of his is PLANNING_OVERLOADED. Callers take turns.',
      ),
    timeoutMs: z
      .int()
      .min(1)
      .default(5_000)
      .describe('How long one operation may be planned, in ms; then PLANNING_LIMIT_EXCEEDED.'),
    heapMegabytes: z
      .int()
      .min(64)
      .default(512)
      .describe(
        'Most memory of a planning thread, in MB; an operation that needs more is PLANNING_LIMIT_EXCEEDED.',
      ),
    cacheBytes: z
      .int()
      .min(1)
      .default(50_000_000)
      .describe('Most memory of remembered plans, in bytes of their JSON and their operations.'),
    warm: z
      .int()
      .min(0)
      .default(200)
      .describe(
        'How many of the operations in use are planned for a new supergraph before it takes over.',
      ),
  })
  .prefault({});

const overridesSchema = z
  .strictObject({
    labels: z
      .record(z.string(), z.number().min(0).max(100))
      .default({})
      .describe(
        'Per label of a progressive `@override`: the share of callers that it is active for, 0 to 100. A label `percent(25)` has its own share, any other 0.',
      ),
    header: z
      .boolean()
      .default(false)
      .describe(
        'Whether the header Jawara-Override decides which labels are active. Only where clients are trusted to choose.',
      ),
  })
  .prefault({});

const subgraphSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the subgraph is; overrides the URL in the supergraph.'),
  envelope: z
    .boolean()
    .default(false)
    .describe(
      'Whether the subgraph is sent signed envelopes. Only our own are: an envelope names the caller.',
    ),
  subscriptions: subgraphSubscriptionsSchema
    .optional()
    .describe(
      'How the subgraph serves subscriptions. Without it, they are SUBSCRIPTION_NOT_SERVED.',
    ),
});

/** The file that `npm run gateway -- --config FILE` reads. */
export const gatewayConfigSchema = z.strictObject({
  listen: z
    .strictObject({
      host: z.string().default('127.0.0.1').describe('Address to listen on.'),
      port: z
        .int()
        .min(0)
        .max(65_535)
        .default(4000)
        .describe('Port to listen on; 0 takes a free one. `--port` overrides it.'),
      addressHeader: z
        .string()
        .min(1)
        .optional()
        .describe(
          'The header in which a proxy says where a client is (x-forwarded-for); its last address counts. Without it the connection’s own address does, which behind a proxy is the same for all.',
        ),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      host: z.string().default('127.0.0.1').describe('Address to listen on for `/metrics`.'),
      port: z
        .int()
        .min(0)
        .max(65_535)
        .describe('Port of its own; 0 takes a free one, which is logged.'),
    })
    .optional()
    .describe(
      'Where `/metrics` is served, on a listener of its own. Without this section it is not served.',
    ),
  authentication: authenticationSchema
    .optional()
    .describe('Whose tokens are trusted. Without this section every caller is anonymous.'),
  authorization: z
    .strictObject({
      onDenied: z
        .enum(['filter', 'reject'])
        .default('filter')
        .describe(
          '`filter` answers what the caller may not have by null and an error at its path; `reject` refuses the operation.',
        ),
      requirePurpose: z
        .boolean()
        .default(true)
        .describe(
          'Whether an operation that selects a field tagged `personal` must name its purpose (Jawara-Purpose).',
        ),
    })
    .prefault({}),
  envelopes: z
    .strictObject({
      kid: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .describe('Name of the root key; stands in every envelope.'),
      root: z
        .string()
        .min(43)
        .describe('At least 32 bytes in base64url, by reference to the environment.'),
    })
    .optional()
    .describe(
      'The root that envelope keys are derived from. Without it no subgraph can be sent envelopes.',
    ),
  subgraphs: z
    .record(z.string(), subgraphSchema)
    .default({})
    .describe('Per subgraph, by its name in the supergraph.'),
  guardianship: z
    .string()
    .optional()
    .describe(
      'The subgraph that says which minors a citizen is guardian of (our `population`). Without it nobody has wards.',
    ),
  limits: limitsSchema,
  sharing: z
    .strictObject({
      calls: z
        .boolean()
        .default(true)
        .describe(
          'Whether equal calls to a subgraph that are in flight for callers with the same entitlements are made once. Nothing about a person is shared.',
        ),
      requests: z
        .boolean()
        .default(false)
        .describe(
          'Whether requests that are equal byte by byte, Authorization included, and in flight are executed once. Nothing about a person is shared.',
        ),
    })
    .prefault({}),
  planning: planningSchema,
  overrides: overridesSchema,
  reload: z
    .strictObject({
      everyMs: z
        .int()
        .min(0)
        .default(1_000)
        .describe(
          'How often the file of the supergraph is looked at, in ms; one that changed replaces the old. 0 never looks.',
        ),
    })
    .prefault({}),
  deadlineMs: z
    .int()
    .min(1)
    .default(10_000)
    .describe(
      'How long one request may take, in ms; what has not arrived by then is an error at its own path.',
    ),
  explain: z
    .strictObject({
      scope: z.string().min(1).describe('The scope that a caller has to hold.'),
    })
    .optional()
    .describe(
      'Who is told the plan of his operation and how long each fetch took, where he asks for it (Jawara-Explain: plan). Without it nobody is.',
    ),
  realtime: realtimeSchema,
  cors: z
    .strictObject({
      origins: z
        .array(z.url())
        .default([])
        .describe('Origins whose pages may call the endpoint; none by default.'),
    })
    .prefault({}),
});

export type GatewayConfig = z.output<typeof gatewayConfigSchema>;
