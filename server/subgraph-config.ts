import { z } from 'zod';

/** The file that `npm run subgraph -- NAME --config FILE` reads. */
export const subgraphConfigSchema = z.strictObject({
  listen: z
    .strictObject({
      host: z.string().default('127.0.0.1').describe('Address to listen on.'),
      port: z
        .int()
        .min(0)
        .max(65_535)
        .default(4100)
        .describe('Port to listen on; 0 takes a free one. `--port` overrides it.'),
    })
    .prefault({}),
  envelopes: z
    .array(
      z.strictObject({
        kid: z
          .string()
          .regex(/^[\w-]{1,64}$/)
          .describe('Name of the root key, as the gateway has it.'),
        root: z
          .string()
          .min(43)
          .describe('At least 32 bytes in base64url, by reference to the environment.'),
      }),
    )
    .min(1)
    .describe('Root keys whose envelopes are accepted; several while they are rotated.'),
  cursorSecret: z
    .string()
    .min(43)
    .describe(
      'At least 32 bytes in base64url that sign cursors, by reference to the environment; the same on every replica.',
    ),
  replicas: z
    .strictObject({
      url: z
        .string()
        .min(1)
        .describe(
          '`postgres://…` of the database that replicas are kept in, by reference to the environment.',
        ),
      activeKid: z.string().describe('Name of the key that new rows are sealed under.'),
      keys: z
        .record(z.string(), z.string().length(43))
        .describe('All keys by name: 32 bytes in base64url each, by reference to the environment.'),
      lookupSecret: z
        .string()
        .min(43)
        .describe(
          'At least 32 bytes in base64url that look-ups are hashed with, by reference to the environment.',
        ),
    })
    .optional()
    .describe('Where what cannot be asked by key is kept; education and agriculture need it.'),
});

export type SubgraphConfig = z.output<typeof subgraphConfigSchema>;
