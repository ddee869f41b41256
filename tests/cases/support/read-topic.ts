import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const jsonObject = z.record(z.string(), z.unknown());

/** What stands in the place of a subgraph's own answers, for one case. */
const faultSchema = z.strictObject({
  /** The reply's HTTP status; default 200. */
  status: z.int().optional(),
  /** Replied word for word, as text. */
  body: z.string().optional(),
  /** Replied as JSON. */
  reply: z.unknown().optional(),
  /** The connection is closed without a reply. */
  hangUp: z.boolean().optional(),
});

const errorSchema = z.strictObject({
  path: z.array(z.union([z.string(), z.int()])).optional(),
  code: z.string(),
  /** The subgraph that the error names; the error has to name none where this is left out. */
  service: z.string().optional(),
  /** The code of a subgraph's own that stands beside it. */
  selection: z.string().optional(),
});

const caseSchema = z.strictObject({
  /** A sentence that goes on after "it". */
  title: z.string(),
  query: z.string(),
  variables: jsonObject.default({}),
  operationName: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** Whose token the request shows; anonymous where this is left out. */
  caller: z
    .strictObject({
      scopes: z.array(z.string()).default([]),
      policies: z.array(z.string()).default([]),
    })
    .optional(),
  /** By subgraph. */
  faults: z.record(z.string(), faultSchema).default({}),
  /** The whole `data` of the answer, keys in their order; left out where the answer has no `data`. */
  data: z.unknown().optional(),
  errors: z.array(errorSchema).default([]),
  /** Paths of nulls that no error explains, which the answer tells of in `extensions.valueCompletion`. */
  completion: z.array(z.array(z.union([z.string(), z.int()]))).default([]),
  /** How many requests each subgraph gets; those left out get none. Not looked at where this is left out. */
  fetches: z.record(z.string(), z.int()).optional(),
  /** What the engine still lacks. Such a case has to fail; one that passes must lose the mark. */
  pendingOn: z.string().optional(),
});

export type Fault = z.output<typeof faultSchema>;
export type ExpectedError = z.output<typeof errorSchema>;
export type Case = z.output<typeof caseSchema> & {
  /** Whether the answer has `data` at all. */
  readonly hasData: boolean;
};

/** What a subgraph knows: by type name, and there by label (objects) or by field (`Query`, `Mutation`). */
export type SubgraphRecords = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Topic {
  readonly name: string;
  /** SDL by subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, SubgraphRecords>>;
  /** The gateway's configuration; `gateway.yaml`, empty where there is none. */
  readonly config: unknown;
  readonly cases: readonly Case[];
}

const dataSchema = z.record(z.string(), z.record(z.string(), jsonObject));

/** The topics: every folder that holds a `cases.yaml`. */
export function listTopics(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'cases.yaml')))
    .map(({ name }) => join(folder, name))
    .sort();
}

/**
 * Reads one topic's folder.
 *
 * @throws Error - naming the file, where it does not have the form that the README describes.
 */
export function readTopic(folder: string): Topic {
  const subgraphs = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => [basename(file, '.graphql'), readFileSync(join(folder, file), 'utf8')]),
  );
  const data = readYaml(folder, 'data.yaml', dataSchema);
  const stranger = Object.keys(data).find((name) => !Object.hasOwn(subgraphs, name));
  if (stranger !== undefined) throw new Error(`${folder}/data.yaml: no subgraph "${stranger}"`);
  return {
    name: basename(folder),
    subgraphs,
    data,
    config: readYaml(folder, 'gateway.yaml', z.unknown()),
    cases: readYaml(folder, 'cases.yaml', z.array(jsonObject)).map((node) => ({
      ...check(caseSchema, node, join(folder, 'cases.yaml')),
      hasData: Object.hasOwn(node, 'data'),
    })),
  };
}

function readYaml<T>(folder: string, name: string, schema: z.ZodType<T>): T {
  const file = join(folder, name);
  const value: unknown = existsSync(file) ? parseYaml(readFileSync(file, 'utf8')) : {};
  return check(schema, value ?? {}, file);
}

function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}
