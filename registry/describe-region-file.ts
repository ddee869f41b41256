import { z } from 'zod';
import { ADAPTERS } from '../common/binding.ts';
import { ADAPTER_TRAITS } from './adapters.ts';
import { regionFileSchema } from './region-file.ts';

/** The part of a JSON Schema that tells of keys. */
interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Described | boolean;
  readonly items?: Described;
  readonly oneOf?: readonly Described[];
}

/** The tables of `docs/bindings.md`: every key of a region's file, and what each adapter takes and serves. */
export function describeRegionFile(): string {
  return `${toKeyTable()}\n\n${toAdapterTable()}`;
}

function toKeyTable(): string {
  const schema = z.toJSONSchema(regionFileSchema, { io: 'input' }) as Described;
  const rows = new Map(keysOf(schema, '').map((row) => [row, row]));
  return ['| key | | meaning |', '| --- | --- | --- |', ...rows.keys()].join('\n');
}

function keysOf(schema: Described, prefix: string): readonly string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const needed = schema.required?.includes(key) === true ? 'required' : '';
    const row = `| \`${prefix}${key}\` | ${needed} | ${inner.description ?? ''} |`;
    return [row, ...keysOf(inner, `${prefix}${key}.`)];
  });
  const { additionalProperties: entries, items, oneOf } = schema;
  return [
    ...own,
    ...(typeof entries === 'object' ? keysOf(entries, `${prefix}<name>.`) : []),
    ...(items === undefined ? [] : keysOf(items, `${prefix.slice(0, -1)}[].`)),
    ...(oneOf ?? []).flatMap((option) => keysOf(option, prefix)),
  ];
}

const CONNECTION_KEYS = {
  sql: '`url`, `dialect`',
  http: '`baseUrl`, `credentials`',
  rest: '`baseUrl`, `apiKey`',
  oauth2: '`baseUrl`, `tokenUrl`, `clientId`, `clientSecret`',
  fleet: '`serversFile`',
  workbook: '`folder`',
} as const;

function toAdapterTable(): string {
  const rows = ADAPTERS.map((adapter) => {
    const { connection, ports, defaultLimits: limits } = ADAPTER_TRAITS[adapter];
    const numbers = [
      limits.perMinute,
      limits.perDay,
      limits.perOperation,
      limits.concurrent,
      limits.queued,
      limits.timeoutMs,
    ];
    return `| \`${adapter}\` | ${ports.join(', ')} | ${CONNECTION_KEYS[connection]} | ${numbers.join(' · ')} |`;
  });
  return [
    '| adapter | ports it can serve | keys of `connection` | default limits: a minute · a day · an operation · at once · queued · ms |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
