import { z } from 'zod';
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
    replyBytes: z
      .int()
      .min(1)
      .default(20_000_000)
      .describe('Largest reply read from a subgraph over HTTP, in bytes.'),
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
    })
    .prefault({}),
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
  deadlineMs: z
    .int()
    .min(1)
    .default(10_000)
    .describe(
      'How long one request may take, in ms; what has not arrived by then is an error at its own path.',
    ),
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
