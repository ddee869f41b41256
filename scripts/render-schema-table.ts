import { z } from 'zod';

/** The part of a JSON Schema that a table's row is made from. */
interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** One key of a configuration file that takes a value. */
export interface ConfigurationKey {
  /** Dotted; `[]` stands for each item of a list, `<name>` for a name of the reader's own. */
  readonly path: string;
  readonly type: string;
  /** `required`, a default, or empty where leaving it out means something of its own. */
  readonly fallback: string;
  /** Empty where the schema does not say. */
  readonly meaning: string;
}

/** Every key of a schema that takes a value, in the schema's order, as it is written in the file (before defaults). */
export function listConfigurationKeys(schema: z.ZodType): ConfigurationKey[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return listBelow(json, '', false);
}

function listBelow(schema: JsonSchema, path: string, isRequired: boolean): ConfigurationKey[] {
  if (schema.properties !== undefined) {
    const own = schema.description === undefined ? [] : [toKey(schema, path, isRequired)];
    const required = new Set(schema.required);
    return [
      ...own,
      ...Object.entries(schema.properties).flatMap(([name, property]) =>
        listBelow(property, path === '' ? name : `${path}.${name}`, required.has(name)),
      ),
    ];
  }
  const inner =
    schema.items?.properties === undefined ? recordValue(schema) : { of: schema.items, as: '[]' };
  if (inner === undefined) return [toKey(schema, path, isRequired)];
  return [toKey(schema, path, isRequired), ...listBelow(inner.of, `${path}${inner.as}`, false)];
}

function recordValue(schema: JsonSchema) {
  const { additionalProperties: of } = schema;
  return typeof of === 'object' && of.properties !== undefined ? { of, as: '.<name>' } : undefined;
}

function toKey(schema: JsonSchema, path: string, isRequired: boolean): ConfigurationKey {
  return {
    path,
    type: toType(schema),
    fallback: isRequired ? 'required' : toDefault(schema),
    meaning: schema.description ?? '',
  };
}

function toType(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((word) => `\`${word}\``).join(' or ');
  if (schema.type === 'array') return 'list';
  if (schema.type === 'object') return 'section';
  if (schema.type === 'boolean') return '`true` or `false`';
  if (schema.type === 'integer') return `whole number${toBounds(schema)}`;
  return schema.minLength !== undefined && schema.minLength > 1
    ? `text, at least ${schema.minLength} characters`
    : 'text';
}

function toBounds({ minimum, maximum }: JsonSchema): string {
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (minimum !== undefined && isBounded) return `, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return isBounded ? `, at most ${maximum}` : '';
}

function toDefault(schema: JsonSchema): string {
  const isLeaf = schema.properties === undefined && schema.additionalProperties === undefined;
  return schema.default === undefined || !isLeaf ? '' : `\`${JSON.stringify(schema.default)}\``;
}

/** A Markdown table of cells; a `|` within a cell is escaped. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [toLine(head), toLine(head.map(() => '---')), ...rows.map(toLine)].join('\n');
}
